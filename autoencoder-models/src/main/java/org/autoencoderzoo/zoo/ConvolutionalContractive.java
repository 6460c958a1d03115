package org.autoencoderzoo.zoo;

import org.autoencoderzoo.layers.Convolution;
import org.autoencoderzoo.penalties.Contraction;

/**
 * The convolutional contractive autoencoder: a sigmoid convolution, its transpose as decoder, and
 * {@code lambda ||J_h(x)||_F^2} added for each image, with the Jacobian of the feature maps (Rifai,
 * Vincent, Muller, Glorot and Bengio, "Contractive Auto-Encoders", ICML 2011, for images as they
 * are).
 */
public final class ConvolutionalContractive
    extends FeatureMapAutoencoder<ConvolutionalContractive.Builder> {

  private ConvolutionalContractive(Builder settings) {
    super(settings);
  }

  /** {@return a builder with the defaults: 16 filters of 7x7, lambda = 0.1} */
  public static Builder builder() {
    return new Builder();
  }

  /** Settings of {@link ConvolutionalContractive}. */
  public static final class Builder extends FeatureMapAutoencoder.Builder<Builder> {

    private double lambda = 0.1;

    Builder() {}

    /**
     * Sets the weight of the penalty.
     *
     * @param lambda at least 0; 0.1 by default
     * @return this builder
     */
    public Builder lambda(double lambda) {
      this.lambda = lambda;
      return this;
    }

    @Override
    protected Convolution.Builder code() {
      return super.code().penalties(new Contraction(lambda));
    }

    @Override
    public ConvolutionalContractive build() {
      return new ConvolutionalContractive(this);
    }
  }
}
