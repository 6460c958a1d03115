package org.autoencoderzoo.zoo;

import java.util.List;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.settings.Arguments;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.shade.jackson.annotation.JsonUnwrapped;

/**
 * The deep autoencoder of Hinton and Salakhutdinov, "Reducing the Dimensionality of Data with
 * Neural Networks" (Science 313, 2006): 784-1000-500-250-30 and back, the code linear. Trained from
 * the start with Adam in place of their stack of restricted Boltzmann machines; exponential linear
 * units (Clevert et al. 2016) by default, {@code activation(SIGMOID)} for the paper's logistic
 * ones.
 */
public final class Deep extends AutoencoderModel<Deep.Builder> {

  private Deep(Builder settings) {
    super(settings);
  }

  /**
   * {@return a builder with the paper's sizes, smaller ones for inputs smaller than the paper's}
   */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public ComputationGraphConfiguration conf() {
    List<Integer> hidden = settings.hiddenSizes;
    GraphBuilder graph = graph();
    String below = Autoencoder.INPUT;
    for (int level = 1; level <= hidden.size(); level++) {
      Dense.Builder encoder = hidden(level);
      below =
          settings
              .hidden()
              .add(
                  graph,
                  "encoder" + level,
                  level == 1 ? encoder.withoutInputEpsilon() : encoder.dropOut(dropOut(level)),
                  settings.activation,
                  below);
    }
    int levels = hidden.size();
    graph.addLayer(
        Autoencoder.CODE, linear(settings.codeSize).dropOut(dropOut(levels + 1)).build(), below);
    below = Autoencoder.CODE;
    for (int level = levels; level >= 1; level--) {
      Dense.Builder decoder = hidden(level);
      below =
          settings
              .hidden()
              .add(
                  graph,
                  "decoder" + level,
                  level == levels ? decoder : decoder.dropOut(dropOut(2 * levels + 1 - level)),
                  settings.activation,
                  below);
    }
    return graph
        .addLayer(
            "decoder0", linear(settings.inputSize).dropOut(dropOut(2 * levels + 1)).build(), below)
        .addLayer(Autoencoder.RECONSTRUCTION, settings.output(), "decoder0")
        .setOutputs(Autoencoder.RECONSTRUCTION)
        .build();
  }

  /** Of the layer with a number, from 2 on, that reads hidden units; null if there is none. */
  private IDropout dropOut(int layer) {
    return settings.hidden().dropOut(settings.seed + layer);
  }

  private Dense.Builder hidden(int level) {
    return Dense.builder()
        .nOut(settings.hiddenSizes.get(level - 1))
        .weightInit(initialWeights(settings.activation));
  }

  /** A linear layer; above logistic units it needs their gain, or it learns slowly. */
  private Dense.Builder linear(int units) {
    Activation gain =
        settings.activation == Activation.SIGMOID ? Activation.SIGMOID : Activation.IDENTITY;
    return Dense.builder()
        .nOut(units)
        .activation(Activation.IDENTITY)
        .weightInit(initialWeights(gain));
  }

  /** Settings of {@link Deep}. */
  public static final class Builder extends VectorBuilder<Builder> implements DeepBuilder<Builder> {

    private List<Integer> hiddenSizes;
    private Activation activation = Activation.ELU;

    @JsonUnwrapped private Hidden hidden = Hidden.PLAIN;

    Builder() {}

    /**
     * Sets the encoder's hidden layers, from the input to the code; the decoder mirrors them.
     *
     * @param sizes one or more, each at least 1; by default three, each half as large as the one
     *     before it, from 1000 or four times the input, whichever is less
     * @return this builder
     * @throws IllegalArgumentException if sizes is null
     */
    public Builder hiddenSizes(Integer... sizes) {
      this.hiddenSizes = sizes("hiddenSizes", sizes);
      return this;
    }

    /**
     * Sets the activation of the hidden layers; the code stays linear.
     *
     * @param activation an elementwise activation; ELU by default
     * @return this builder
     */
    public Builder activation(Activation activation) {
      this.activation = activation;
      return this;
    }

    @Override
    public Hidden hidden() {
      return hidden;
    }

    @Override
    public Builder hidden(Hidden hidden) {
      Arguments.given("hidden", hidden);
      this.hidden = hidden;
      return self();
    }

    @Override
    public Deep build() {
      return new Deep(this);
    }

    /** 30, or an eighth of the input if that is less. */
    @Override
    protected int defaultCodeSize() {
      return narrowCodeSize(inputSize, 30);
    }

    private List<Integer> defaultHiddenSizes() {
      int first = Math.min(1000, 4 * inputSize);
      return List.of(first, first / 2, first / 4);
    }

    @Override
    protected void complete() {
      super.complete();
      hiddenSizes = hiddenSizes == null ? defaultHiddenSizes() : hiddenSizes;
      Arguments.elementwise("activation", activation);
      hidden.check();
      Arguments.check(
          !hiddenSizes.isEmpty(),
          "hiddenSizes is empty, must hold at least one; or use the model basic");
      checkSizes("hiddenSizes", hiddenSizes, 1_000_000);
    }
  }
}
