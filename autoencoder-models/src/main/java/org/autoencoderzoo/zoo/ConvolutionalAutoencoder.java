package org.autoencoderzoo.zoo;

import static org.autoencoderzoo.zoo.ConvolutionalAutoencoder.Downsampling.STRIDE;
import static org.autoencoderzoo.zoo.ConvolutionalAutoencoder.Upsampling.TRANSPOSED_CONVOLUTION;

import java.util.List;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.layers.Convolution;
import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.layers.TransposedConvolution;
import org.autoencoderzoo.settings.Arguments;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer.PoolingType;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.shade.jackson.annotation.JsonUnwrapped;

/**
 * The deep autoencoders of images {@code [N, C, H, W]}: convolutions that make the image smaller,
 * level by level, a linear dense code, and the way back. What makes one of them special, it adds to
 * the {@linkplain Builder#first() first convolution}: noise.
 *
 * @param <B> its builder, whose fields are the settings
 */
public abstract class ConvolutionalAutoencoder<B extends ConvolutionalAutoencoder.Builder<B>>
    extends AutoencoderModel<B> {

  /** How the encoder makes images smaller. */
  public enum Downsampling {
    /** The convolution moves by the stride. */
    STRIDE,
    /** The convolution moves by one pixel, and the largest value of each square is kept. */
    MAX_POOLING
  }

  /** How the decoder makes images larger. */
  public enum Upsampling {
    /** The transpose of a convolution that moves by the stride. */
    TRANSPOSED_CONVOLUTION,
    /** Each pixel becomes a square, over which a convolution moves by one pixel. */
    NEAREST
  }

  /**
   * Checks the settings and keeps a copy, defaults filled in.
   *
   * @param settings of the model
   * @throws IllegalArgumentException if a setting is out of range or does not go with another
   */
  protected ConvolutionalAutoencoder(B settings) {
    super(settings);
  }

  @Override
  public final ComputationGraphConfiguration conf() {
    GraphBuilder graph = graph();
    int levels = settings.levels();
    String below = down(graph, 1, settings.first(), Autoencoder.INPUT);
    for (int level = 2; level <= levels; level++) {
      below = down(graph, level, settings.encoder(level).dropOut(dropOut(level)), below);
    }
    int height = settings.height / settings.reduction(levels);
    int width = settings.width / settings.reduction(levels);
    int maps = settings.maps(levels);
    graph.addLayer(
        Autoencoder.CODE,
        dense(settings.codeSize, Activation.IDENTITY).dropOut(dropOut(levels + 1)).build(),
        below);
    String above =
        settings
            .hidden()
            .add(
                graph,
                "maps",
                dense(maps * height * width, settings.activation),
                settings.activation,
                Autoencoder.CODE);
    graph.inputPreProcessor(
        settings.up == TRANSPOSED_CONVOLUTION ? "decoder" + levels : "upsampling" + levels,
        new FeedForwardToCnnPreProcessor(height, width, maps));
    for (int level = levels; level >= 1; level--) {
      above = up(graph, level, above);
    }
    return graph
        .addLayer(Autoencoder.RECONSTRUCTION, settings.output(), above)
        .setOutputs(Autoencoder.RECONSTRUCTION)
        .build();
  }

  /** From the images of one level to those of the next; returns the name of what gives them. */
  private String down(
      GraphBuilder graph, int level, Convolution.Builder convolution, String below) {
    String encoder =
        settings.hidden().add(graph, "encoder" + level, convolution, settings.activation, below);
    if (settings.down == STRIDE) {
      return encoder;
    }
    int[] square = {settings.stride, settings.stride};
    String pooling = "pooling" + level;
    graph.addLayer(
        pooling, new SubsamplingLayer.Builder(PoolingType.MAX, square, square).build(), encoder);
    return pooling;
  }

  /** And back. */
  private String up(GraphBuilder graph, int level, String above) {
    int maps = settings.maps(level - 1);
    Activation activation = level == 1 ? Activation.IDENTITY : settings.activation;
    DeepBuilder.Hidden kind = level == 1 ? DeepBuilder.Hidden.PLAIN : settings.hidden();
    String decoder = "decoder" + level;
    IDropout dropOut = dropOut(2 * settings.levels() + 2 - level);
    if (settings.up == TRANSPOSED_CONVOLUTION) {
      TransposedConvolution.Builder layer = transposed(maps, level - 1, activation);
      return kind.add(graph, decoder, layer.dropOut(dropOut), activation, above);
    }
    String upsampling = "upsampling" + level;
    graph.addLayer(upsampling, new Upsampling2D.Builder(settings.stride).build(), above);
    Convolution.Builder layer = settings.convolution(maps, 1, activation);
    return kind.add(graph, decoder, layer.dropOut(dropOut), activation, upsampling);
  }

  /** Of the layer with a number, from 2 on, that reads hidden units; null if there is none. */
  private IDropout dropOut(int layer) {
    return settings.hidden().dropOut(settings.seed + layer);
  }

  /** Leads back to the images of a level; 0 is the input. */
  private TransposedConvolution.Builder transposed(int maps, int level, Activation activation) {
    int reduction = settings.reduction(level);
    return TransposedConvolution.builder(
            maps, settings.height / reduction, settings.width / reduction)
        .kernelSize(settings.kernel, settings.kernel)
        .stride(settings.stride, settings.stride)
        .convolutionMode(ConvolutionMode.Same)
        .activation(activation)
        .weightInit(initialWeights(activation));
  }

  private Dense.Builder dense(int units, Activation activation) {
    return Dense.builder()
        .nOut(units)
        .activation(activation)
        .weightInit(initialWeights(activation));
  }

  /**
   * The settings of a stack of convolutions with a dense code.
   *
   * @param <B> the builder itself
   */
  public abstract static class Builder<B extends Builder<B>> extends ImageBuilder<B>
      implements DeepBuilder<B> {

    Integer codeSize;
    List<Integer> filters = List.of(16, 32);
    Activation activation = Activation.ELU;
    Downsampling down = STRIDE;
    Upsampling up = TRANSPOSED_CONVOLUTION;

    @JsonUnwrapped private Hidden hidden = Hidden.PLAIN;

    /** Starts with two convolutions of 16 and 32 filters of 3x3. */
    protected Builder() {
      learningRate = 3e-3;
    }

    /**
     * Sets the number of code units.
     *
     * @param codeSize at least 1; 32 by default, or an eighth of the input if that is less
     * @return this builder
     */
    public B codeSize(int codeSize) {
      this.codeSize = codeSize;
      return self();
    }

    /**
     * Sets the filters of the encoder's convolutions, from the input to the code; the decoder
     * mirrors them.
     *
     * @param filters one or more, each at least 1; 16, 32 by default
     * @return this builder
     * @throws IllegalArgumentException if filters is null
     */
    public B filters(Integer... filters) {
      this.filters = sizes("filters", filters);
      return self();
    }

    /**
     * Sets the activation of the hidden layers; the code stays linear.
     *
     * @param activation an elementwise activation; ELU by default
     * @return this builder
     */
    public B activation(Activation activation) {
      this.activation = activation;
      return self();
    }

    /**
     * Sets how images become smaller.
     *
     * @param down {@link Downsampling#STRIDE} by default
     * @return this builder
     */
    public B down(Downsampling down) {
      this.down = down;
      return self();
    }

    /**
     * Sets how images become larger.
     *
     * @param up {@link Upsampling#TRANSPOSED_CONVOLUTION} by default
     * @return this builder
     */
    public B up(Upsampling up) {
      this.up = up;
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
     * {@return the first convolution, once the defaults are filled in} A model adds to it what
     * makes it special.
     */
    protected Convolution.Builder first() {
      return encoder(1).withoutInputEpsilon();
    }

    final Convolution.Builder encoder(int level) {
      return convolution(maps(level), down == STRIDE ? stride : 1, activation);
    }

    final Convolution.Builder convolution(int maps, int step, Activation activation) {
      return Convolution.builder()
          .nOut(maps)
          .kernelSize(kernel, kernel)
          .stride(step, step)
          .convolutionMode(ConvolutionMode.Same)
          .activation(activation)
          .weightInit(initialWeights(activation));
    }

    @Override
    protected int levels() {
      return filters.size();
    }

    /** The channels of the images of a level: 0 is the input, the last leads to the code. */
    final int maps(int level) {
      return level == 0 ? channels : filters.get(level - 1);
    }

    @Override
    protected void complete() {
      Arguments.check(
          !filters.isEmpty(), "filters is empty, must hold at least one; or use the model deep");
      checkSizes("filters", filters, 4096);
      super.complete();
      codeSize = codeSize == null ? Integer.valueOf(narrowCodeSize(imageSize(), 32)) : codeSize;
      checkCodeSize(codeSize, imageSize());
      Arguments.elementwise("activation", activation);
      Arguments.given("down", down);
      Arguments.given("up", up);
      hidden.check();
    }
  }
}
