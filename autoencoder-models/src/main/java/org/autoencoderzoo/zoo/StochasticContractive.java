package org.autoencoderzoo.zoo;

import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.penalties.StochasticContraction;

/**
 * The stochastic contractive autoencoder: the basic one, with {@code lambda ||h(x) - h(x + e)||^2},
 * {@code e ~ N(0, sigma^2 I)}, added for each example (Rifai et al., ICML 2011, section 4). For
 * small sigma it is the contractive autoencoder with weight {@code lambda sigma^2}.
 */
public final class StochasticContractive extends DenseAutoencoder<StochasticContractive.Builder> {

  private StochasticContractive(Builder settings) {
    super(settings);
  }

  /** {@return a builder with the defaults sigma = 0.1, lambda = 10: the contractive one's 0.1} */
  public static Builder builder() {
    return new Builder();
  }

  /** Settings of {@link StochasticContractive}. */
  public static final class Builder extends DenseAutoencoder.Builder<Builder> {

    private double lambda = 10;
    private double sigma = 0.1;

    Builder() {}

    /**
     * Sets the weight of the penalty.
     *
     * @param lambda at least 0; 10 by default
     * @return this builder
     */
    public Builder lambda(double lambda) {
      this.lambda = lambda;
      return this;
    }

    /**
     * Sets the standard deviation of the noise.
     *
     * @param sigma above 0; 0.1 by default
     * @return this builder
     */
    public Builder sigma(double sigma) {
      this.sigma = sigma;
      return this;
    }

    @Override
    protected Dense.Builder code() {
      return super.code().penalties(new StochasticContraction(lambda, sigma));
    }

    @Override
    public StochasticContractive build() {
      return new StochasticContractive(this);
    }
  }
}
