package org.autoencoderzoo.zoo;

import org.autoencoderzoo.layers.Convolution;
import org.autoencoderzoo.settings.Arguments;
import org.nd4j.shade.jackson.annotation.JsonUnwrapped;

/**
 * The convolutional sparse autoencoder: a convolution whose feature maps are kept inactive at most
 * positions by {@code beta sum_k KL(rho || rhoHat_k)}, rhoHat_k the mean activation of map k over
 * the batch and all positions; the penalty of {@link Sparse} (Ng, "Sparse autoencoder", CS294A
 * lecture notes, 2011), shared over positions as the weights are.
 */
public final class ConvolutionalSparse extends FeatureMapAutoencoder<ConvolutionalSparse.Builder> {

  private ConvolutionalSparse(Builder settings) {
    super(settings);
  }

  /** {@return a builder with the defaults: 16 filters of 7x7, rho = 0.05, beta = 3} */
  public static Builder builder() {
    return new Builder();
  }

  /** Settings of {@link ConvolutionalSparse}. */
  public static final class Builder extends FeatureMapAutoencoder.Builder<Builder>
      implements SparsityBuilder<Builder> {

    @JsonUnwrapped private Sparsity sparsity = Sparsity.DEFAULT;

    Builder() {}

    @Override
    public Sparsity sparsity() {
      return sparsity;
    }

    @Override
    public Builder sparsity(Sparsity sparsity) {
      Arguments.given("sparsity", sparsity);
      this.sparsity = sparsity;
      return this;
    }

    @Override
    protected Convolution.Builder code() {
      return super.code().penalties(sparsity.penalty());
    }

    @Override
    public ConvolutionalSparse build() {
      return new ConvolutionalSparse(this);
    }
  }
}
