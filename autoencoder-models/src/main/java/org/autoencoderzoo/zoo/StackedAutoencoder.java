package org.autoencoderzoo.zoo;

import java.util.List;
import java.util.stream.IntStream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.FirstFit;
import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.settings.Arguments;
import org.autoencoderzoo.training.Examples;
import org.autoencoderzoo.training.Training;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonUnwrapped;

/**
 * The deep autoencoders of sigmoid units that are a stack of shallow ones, their levels (Bengio et
 * al. 2007). {@link Autoencoder#fit} trains the levels one by one, each on the codes of the one
 * below, and then the whole network, which starts from their weights; the learning curves of the
 * levels are {@link org.autoencoderzoo.training.LearningCurve#levels}.
 *
 * <p>Seed, batch size, validation rows, patience and progress are those of every phase. With a
 * checkpoint, so is that: {@link Autoencoder#resume} does not train levels again that are done.
 *
 * @param <B> its builder, whose fields are the settings
 */
public abstract class StackedAutoencoder<B extends StackedAutoencoder.Builder<B>>
    extends AutoencoderModel<B> {

  /**
   * Checks the settings and keeps a copy, defaults filled in.
   *
   * @param settings of the model
   * @throws IllegalArgumentException if a setting is out of range or does not go with another
   */
  protected StackedAutoencoder(B settings) {
    super(settings);
    this.settings.model(1); // Refuses what the model of a level refuses.
  }

  /** {@return the autoencoders with one hidden layer, tied, from the input up} */
  public final List<AutoencoderModel<?>> levels() {
    return IntStream.rangeClosed(1, settings.levels())
        .<AutoencoderModel<?>>mapToObj(settings::model)
        .toList();
  }

  /** The levels' encoders, then their decoders, unrolled (Hinton and Salakhutdinov 2006). */
  @Override
  public final ComputationGraphConfiguration conf() {
    GraphBuilder graph = graph();
    String below = Autoencoder.INPUT;
    int levels = settings.levels();
    for (int level = 1; level <= levels; level++) {
      Dense.Builder encoder = sigmoid(settings.size(level));
      encoder = level == 1 ? encoder.withoutInputEpsilon() : encoder.dropOut(dropOut(level));
      DeepBuilder.Hidden kind = level == levels ? DeepBuilder.Hidden.PLAIN : settings.hidden();
      below = kind.add(graph, encoder(level), encoder, Activation.SIGMOID, below);
    }
    for (int level = levels; level > 1; level--) {
      Dense.Builder decoder = sigmoid(settings.size(level - 1));
      decoder = level == levels ? decoder : decoder.dropOut(dropOut(2 * levels - level));
      below = settings.hidden().add(graph, decoder(level), decoder, Activation.SIGMOID, below);
    }
    Dense.Builder output = sigmoid(settings.inputSize).activation(Activation.IDENTITY);
    return graph
        .addLayer(decoder(1), output.dropOut(dropOut(2 * levels - 1)).build(), below)
        .addLayer(Autoencoder.RECONSTRUCTION, settings.output(), decoder(1))
        .setOutputs(Autoencoder.RECONSTRUCTION)
        .build();
  }

  /** Of the layer with a number, from 2 on, that reads hidden units; null if there is none. */
  private IDropout dropOut(int layer) {
    return settings.hidden().dropOut(settings.seed + layer);
  }

  private Dense.Builder sigmoid(int units) {
    return Dense.builder()
        .nOut(units)
        .activation(Activation.SIGMOID)
        .weightInit(initialWeights(Activation.SIGMOID));
  }

  final String encoder(int level) {
    return level == settings.levels() ? Autoencoder.CODE : "encoder" + level;
  }

  static String decoder(int level) {
    return "decoder" + level;
  }

  /** {@inheritDoc} Its levels come first. */
  @Override
  protected final FirstFit firstFit() {
    return new LevelsFirst(this);
  }

  /**
   * Trains the levels, but not yet the whole network that starts from their weights: for a
   * classifier on its encoder, or for {@link Autoencoder#fit}, which then leaves the levels out.
   *
   * @param x examples {@code [N, D]}, N at least 1, not modified
   * @param training of each level; the epochs are those of {@link Builder#levelEpochs}, if set
   * @return the autoencoder
   * @throws IllegalArgumentException if an argument is null, or for x as for {@link
   *     Autoencoder#fit}
   */
  public final Autoencoder pretrained(INDArray x, Training training) {
    return pretrained(Examples.of(x), training);
  }

  /**
   * Trains the levels, as {@link #pretrained(INDArray, Training)} does, on examples of any kind.
   *
   * @param examples arrays or a stream
   * @param training of each level
   * @return the autoencoder
   * @throws IllegalArgumentException if an argument is null, or for the examples as for {@link
   *     Autoencoder#fit(Examples, Training)}
   * @throws java.io.UncheckedIOException if a stream cannot be read
   */
  public final Autoencoder pretrained(Examples examples, Training training) {
    Arguments.given("examples", examples);
    Arguments.given("training", training);
    Autoencoder autoencoder = init();
    new LevelsFirst(this).pretrain(autoencoder, examples, training);
    return autoencoder;
  }

  /**
   * The settings of every stacked model.
   *
   * @param <B> the builder itself
   */
  public abstract static class Builder<B extends Builder<B>> extends VectorBuilder<B>
      implements DeepBuilder<B> {

    private List<Integer> hiddenSizes;
    private double levelLearningRate = 0.01;

    @WhenNull("as many epochs as all levels together are trained for")
    private Integer levelEpochs;

    @JsonUnwrapped private Hidden hidden = Hidden.PLAIN;

    /** Starts with three levels. */
    protected Builder() {}

    /**
     * Sets the codes of all levels but the last, whose code is the model's.
     *
     * @param sizes one or more, from the input up; by default two, as many units as inputs. The
     *     papers have the same number, 500 to 2000, at every level
     * @return this builder
     * @throws IllegalArgumentException if sizes is null
     */
    public B hiddenSizes(Integer... sizes) {
      this.hiddenSizes = sizes("hiddenSizes", sizes);
      return self();
    }

    /**
     * Sets the learning rate with which the levels start; {@link #learningRate} is for the whole
     * network. A {@link #schedule} that says the rate of every step is for both.
     *
     * @param levelLearningRate above 0; 0.01 by default
     * @return this builder
     */
    public B levelLearningRate(double levelLearningRate) {
      this.levelLearningRate = levelLearningRate;
      return self();
    }

    /**
     * Sets for how many epochs each level is trained.
     *
     * @param levelEpochs passes over the training rows, at least 0; by default as many as the whole
     *     network is trained for. With 0, the whole network is trained from fresh weights
     * @return this builder
     */
    public B levelEpochs(int levelEpochs) {
      this.levelEpochs = levelEpochs;
      return self();
    }

    @Override
    public Hidden hidden() {
      return hidden;
    }

    @Override
    public B hidden(Hidden hidden) {
      Arguments.given("hidden", hidden);
      this.hidden = hidden;
      return self();
    }

    /**
     * {@return a builder of a level, with what makes the model special} The sizes, the loss, the
     * learning rate and the seed are set by the stack.
     */
    protected abstract DenseAutoencoder.Builder<?> level();

    /**
     * The model of a level, from 1, which reads what the stack does. Codes are in [0,1], so that
     * the levels above the first have the decoder and the loss that fit that, the sigmoid and
     * cross-entropy.
     */
    final AutoencoderModel<?> model(int level) {
      DenseAutoencoder.Builder<?> builder = level();
      if (level == 1) {
        builder.inputRange(inputRange).loss(loss).outputActivation(outputActivation);
        builder.columns = columns;
      }
      trainLikewise(builder);
      return builder
          .inputSize(size(level - 1))
          .codeSize(size(level))
          .learningRate(levelLearningRate)
          .seed(seed + level)
          .build();
    }

    final int levels() {
      return hiddenSizes.size() + 1;
    }

    /** The size of a level's code; of the examples, for level 0. */
    final int size(int level) {
      if (level == 0) {
        return inputSize;
      }
      return level == levels() ? codeSize : hiddenSizes.get(level - 1);
    }

    /** The epochs of a level, where the whole network has as many as given. */
    final int levelEpochs(Training training) {
      return levelEpochs == null ? training.epochs() : levelEpochs;
    }

    /** Half the input. */
    @Override
    protected int defaultCodeSize() {
      return Math.max(1, inputSize / 2);
    }

    @Override
    protected void complete() {
      super.complete();
      hiddenSizes = hiddenSizes == null ? List.of(inputSize, inputSize) : hiddenSizes;
      Arguments.check(
          !hiddenSizes.isEmpty(),
          "hiddenSizes is empty, must hold at least one; or use a model with one hidden layer");
      hiddenSizes.forEach(size -> Arguments.given("hiddenSizes", size));
      for (int level = 1; level <= levels(); level++) {
        Arguments.between(
            level == levels() ? "codeSize" : "hiddenSizes",
            size(level),
            1,
            MOST_OVERCOMPLETE * (long) size(level - 1));
      }
      hidden.check();
      Arguments.above("levelLearningRate", levelLearningRate, 0.0);
      Arguments.atLeast("levelEpochs", levelEpochs == null ? 0 : levelEpochs, 0);
    }
  }
}
