package org.autoencoderzoo.zoo;

import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.layers.TiedDecoder;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.nd4j.linalg.activations.Activation;

/**
 * The autoencoder with one hidden layer: {@code h = s(W x + b)}, {@code y = s(W^T h + c)} with tied
 * weights, {@code s} the logistic sigmoid (Rumelhart, Hinton and Williams 1986; tied as in Vincent
 * et al. 2008).
 */
public final class Basic extends ZooModel {

  private final Builder settings;

  private Basic(Builder settings) {
    this.settings = settings;
  }

  /** {@return a builder with the defaults: half as many code units as inputs, tied weights} */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public ComputationGraphConfiguration conf() {
    var code = dense(settings.codeSize, settings.activation).withoutInputEpsilon();
    GraphBuilder graph = graph(settings);
    if (settings.tied) {
      graph
          .addLayer(Autoencoder.CODE, code.withVisibleBias().build(), Autoencoder.INPUT)
          .addVertex(
              "decoder", new TiedDecoder(Autoencoder.CODE, settings.inputSize), Autoencoder.CODE);
    } else {
      graph
          .addLayer(Autoencoder.CODE, code.build(), Autoencoder.INPUT)
          .addLayer(
              "decoder", dense(settings.inputSize, Activation.IDENTITY).build(), Autoencoder.CODE);
    }
    return reconstructing(graph, "decoder", settings);
  }

  @Override
  public Builder settings() {
    return settings.completed();
  }

  /** Settings of {@link Basic}. */
  public static final class Builder extends ModelBuilder<Builder> {

    private Activation activation = Activation.SIGMOID;
    private boolean tied = true;

    Builder() {
      learningRate = 0.01;
    }

    /**
     * Sets the activation of the code units.
     *
     * @param activation an elementwise activation; sigmoid by default
     * @return this builder
     */
    public Builder activation(Activation activation) {
      this.activation = activation;
      return this;
    }

    /**
     * Gives the decoder weights of its own, instead of the encoder's transposed.
     *
     * @return this builder
     */
    public Builder untied() {
      this.tied = false;
      return this;
    }

    @Override
    public Basic build() {
      return new Basic(completed());
    }

    @Override
    Builder self() {
      return this;
    }

    @Override
    int defaultCodeSize() {
      return Math.max(1, inputSize / 2);
    }

    @Override
    void complete() {
      super.complete();
      Check.elementwise("activation", activation);
    }
  }
}
