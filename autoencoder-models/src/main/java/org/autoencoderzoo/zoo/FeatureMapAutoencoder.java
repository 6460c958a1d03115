package org.autoencoderzoo.zoo;

import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.layers.Convolution;
import org.autoencoderzoo.layers.TiedDecoder;
import org.autoencoderzoo.layers.TransposedConvolution;
import org.autoencoderzoo.settings.Arguments;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.nd4j.linalg.activations.Activation;

/**
 * The autoencoders of images {@code [N, C, H, W]} whose code is the feature maps of one
 * convolution: {@code h = f(W * x + b)}, {@code y = g(W^T * h + c)} with tied weights, or {@code y
 * = g(V * h + c)}. What makes one of them special, it adds to the {@linkplain Builder#code() code}:
 * penalties, a selection.
 *
 * @param <B> its builder, whose fields are the settings
 */
public abstract class FeatureMapAutoencoder<B extends FeatureMapAutoencoder.Builder<B>>
    extends AutoencoderModel<B> {

  /**
   * Checks the settings and keeps a copy, defaults filled in.
   *
   * @param settings of the model
   * @throws IllegalArgumentException if a setting is out of range or does not go with another
   */
  protected FeatureMapAutoencoder(B settings) {
    super(settings);
    this.settings.code().build(); // Refuses penalties and selections that are out of range.
  }

  @Override
  public final ComputationGraphConfiguration conf() {
    GraphBuilder graph = graph();
    if (settings.tied) {
      graph
          .addLayer(Autoencoder.CODE, settings.code().withVisibleBias().build(), Autoencoder.INPUT)
          .addVertex(
              "decoder",
              new TiedDecoder(Autoencoder.CODE, settings.channels, settings.height, settings.width),
              Autoencoder.CODE);
    } else {
      graph
          .addLayer(Autoencoder.CODE, settings.code().build(), Autoencoder.INPUT)
          .addLayer("decoder", decoder(), Autoencoder.CODE);
    }
    return graph
        .addLayer(Autoencoder.RECONSTRUCTION, settings.output(), "decoder")
        .setOutputs(Autoencoder.RECONSTRUCTION)
        .build();
  }

  /** With weights of its own; the activation is that of the output. */
  private TransposedConvolution decoder() {
    return TransposedConvolution.builder(settings.channels, settings.height, settings.width)
        .kernelSize(settings.kernel, settings.kernel)
        .stride(settings.stride, settings.stride)
        .convolutionMode(ConvolutionMode.Same)
        .activation(Activation.IDENTITY)
        .weightInit(initialWeights(Activation.IDENTITY))
        .build();
  }

  /**
   * The settings of every model of images whose code is {@code filters} feature maps, each of
   * {@code height / stride} by {@code width / stride} units.
   *
   * @param <B> the builder itself
   */
  public abstract static class Builder<B extends Builder<B>> extends ImageBuilder<B> {

    /** The number of feature maps. */
    protected int filters = 16;

    /** The activation of the code units. */
    protected Activation activation = Activation.SIGMOID;

    /** Whether the decoder's weights are the encoder's. */
    protected boolean tied = true;

    /** Starts with 16 filters of 7x7, sigmoid units and tied weights. */
    protected Builder() {
      kernel = 7;
      learningRate = 0.01;
    }

    /**
     * Sets the number of feature maps.
     *
     * @param filters at least 1; the default is the model's
     * @return this builder
     */
    public B filters(int filters) {
      this.filters = filters;
      return self();
    }

    /**
     * Sets the activation of the code units.
     *
     * @param activation an elementwise activation; the default is the model's
     * @return this builder
     */
    public B activation(Activation activation) {
      this.activation = activation;
      return self();
    }

    /**
     * Gives the decoder weights of its own, instead of the encoder's.
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
    protected Convolution.Builder code() {
      return Convolution.builder()
          .nOut(filters)
          .kernelSize(kernel, kernel)
          .stride(stride, stride)
          .convolutionMode(ConvolutionMode.Same)
          .activation(activation)
          .weightInit(initialWeights(activation))
          .withoutInputEpsilon();
    }

    @Override
    protected int levels() {
      return 1;
    }

    @Override
    protected void complete() {
      super.complete();
      Arguments.between("filters", filters, 1, 4096);
      Arguments.elementwise("activation", activation);
    }
  }
}
