package org.autoencoderzoo.zoo;

import org.autoencoderzoo.layers.Convolution;
import org.autoencoderzoo.layers.LifetimeSparsity;
import org.autoencoderzoo.layers.TopK;
import org.autoencoderzoo.settings.Arguments;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;

/**
 * The convolutional winner-take-all autoencoder: of each feature map only the largest unit of an
 * image is kept, and in training each map only in a share of the batch, those images for which it
 * is largest; a linear decoder with weights of its own (Makhzani and Frey, "Winner-Take-All
 * Autoencoders", NIPS 2015, section 3). One rectified convolution, with a stride, where the paper
 * stacks several without.
 *
 * <p>At inference there is no batch, and the paper keeps every map, for features. So that images
 * come back, here an image then keeps the same share of its winners, the largest.
 */
public final class ConvolutionalKSparse
    extends FeatureMapAutoencoder<ConvolutionalKSparse.Builder> {

  private ConvolutionalKSparse(Builder settings) {
    super(settings);
  }

  /** {@return a builder with the defaults: 64 filters, the winner of each, in 20% of the batch} */
  public static Builder builder() {
    return new Builder();
  }

  /** Settings of {@link ConvolutionalKSparse}. */
  public static final class Builder extends FeatureMapAutoencoder.Builder<Builder> {

    private int k = 1;
    private double lifetimeRate = 0.2;

    Builder() {
      activation = Activation.RELU;
      filters = 64;
      kernel = 11;
      stride = 4;
      tied = false;
    }

    /**
     * Sets the number of units that each feature map of an image keeps.
     *
     * @param k at least 1; 1 by default
     * @return this builder
     */
    public Builder k(int k) {
      this.k = k;
      return this;
    }

    /**
     * Sets the share of the batch in which a feature map is active in training.
     *
     * @param lifetimeRate above 0 and at most 1, which leaves every map active; 0.2 by default
     * @return this builder
     */
    public Builder lifetimeRate(double lifetimeRate) {
      this.lifetimeRate = lifetimeRate;
      return this;
    }

    /** The winners of each map; of these, those that count in the batch, or at inference. */
    @Override
    protected Convolution.Builder code() {
      return super.code()
          .select(
              TopK.of(k).within(TopK.Within.CHANNEL),
              TopK.of(k * filters).withAlpha(lifetimeRate),
              new LifetimeSparsity(lifetimeRate));
    }

    @Override
    public ConvolutionalKSparse build() {
      return new ConvolutionalKSparse(this);
    }

    @Override
    protected void complete() {
      outputActivation = outputActivation == null ? new ActivationIdentity() : outputActivation;
      super.complete();
      Arguments.between("k", k, 1, (long) height / stride * (width / stride));
      Arguments.require(
          lifetimeRate > 0 && lifetimeRate <= 1,
          "lifetimeRate",
          lifetimeRate,
          "above 0 and at most 1");
    }
  }
}
