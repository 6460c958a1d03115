package org.autoencoderzoo.zoo;

import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.layers.TiedDecoder;
import org.autoencoderzoo.settings.Arguments;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.nd4j.linalg.activations.Activation;

/**
 * The autoencoders of rows {@code [N, D]} with one hidden layer, the code: {@code h = f(W x + b)},
 * {@code y = g(W^T h + c)} with tied weights, or {@code y = g(V h + c)}. What makes one of them
 * special, it adds to the {@linkplain Builder#code() code}: penalties, a selection, noise; or,
 * untied, to the {@linkplain Builder#decoder() decoder}.
 *
 * @param <B> its builder, whose fields are the settings
 */
public abstract class DenseAutoencoder<B extends DenseAutoencoder.Builder<B>>
    extends AutoencoderModel<B> {

  /**
   * Checks the settings and keeps a copy, defaults filled in.
   *
   * @param settings of the model
   * @throws IllegalArgumentException if a setting is out of range or does not go with another
   */
  protected DenseAutoencoder(B settings) {
    super(settings);
    this.settings.code().build(); // Refuses penalties, selections and noise that are out of range.
  }

  @Override
  public final ComputationGraphConfiguration conf() {
    GraphBuilder graph = graph();
    Dense.Builder code = settings.code();
    if (settings.tied) {
      graph
          .addLayer(Autoencoder.CODE, code.withVisibleBias().build(), Autoencoder.INPUT)
          .addVertex(
              "decoder", new TiedDecoder(Autoencoder.CODE, settings.inputSize), Autoencoder.CODE);
    } else {
      graph
          .addLayer(Autoencoder.CODE, code.build(), Autoencoder.INPUT)
          .addLayer("decoder", decoderOf(code).build(), Autoencoder.CODE);
    }
    return graph
        .addLayer(Autoencoder.RECONSTRUCTION, settings.output(), "decoder")
        .setOutputs(Autoencoder.RECONSTRUCTION)
        .build();
  }

  private Dense.Builder decoderOf(Dense.Builder code) {
    Dense.Builder decoder = settings.decoder();
    return code.settings().selections().isEmpty() ? decoder : decoder.afterSelection();
  }

  /**
   * The settings of every model with one hidden layer.
   *
   * @param <B> the builder itself
   */
  public abstract static class Builder<B extends Builder<B>> extends VectorBuilder<B> {

    /** The activation of the code units. */
    protected Activation activation = Activation.SIGMOID;

    /** Whether the decoder's weights are the encoder's, transposed. */
    protected boolean tied = true;

    /** Starts with sigmoid units and tied weights. */
    protected Builder() {
      learningRate = 0.01;
    }

    /**
     * Sets the activation of the code units.
     *
     * @param activation an elementwise activation; sigmoid by default
     * @return this builder
     */
    public B activation(Activation activation) {
      this.activation = activation;
      return self();
    }

    /**
     * Gives the decoder weights of its own, instead of the encoder's transposed.
     *
     * @return this builder
     */
    public B untied() {
      this.tied = false;
      return self();
    }

    /**
     * {@return the code's layer, once the defaults are filled in} A model adds to it what makes it
     * special.
     */
    protected Dense.Builder code() {
      return Dense.builder()
          .nOut(codeSize)
          .activation(activation)
          .weightInit(initialWeights(activation))
          .withoutInputEpsilon();
    }

    /**
     * {@return the layer of the decoder that has weights of its own, V and c} The activation is
     * that of the output. A model adds to it what makes it special, such as a penalty that sees
     * code, weights and reconstruction; it must not be tied then, as a tied decoder has no layer.
     */
    protected Dense.Builder decoder() {
      return Dense.builder()
          .nOut(inputSize)
          .activation(Activation.IDENTITY)
          .weightInit(initialWeights(Activation.IDENTITY));
    }

    /** Half the input. */
    @Override
    protected int defaultCodeSize() {
      return Math.max(1, inputSize / 2);
    }

    @Override
    protected void complete() {
      super.complete();
      Arguments.elementwise("activation", activation);
    }
  }
}
