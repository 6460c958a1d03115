package org.autoencoderzoo.zoo;

import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.penalties.Contraction;

/**
 * The contractive autoencoder: the basic one, with {@code lambda ||J_h(x)||_F^2} added for each
 * example, so that the code changes little with the input but along the data (Rifai, Vincent,
 * Muller, Glorot and Bengio, "Contractive Auto-Encoders", ICML 2011).
 */
public final class Contractive extends DenseAutoencoder<Contractive.Builder> {

  private Contractive(Builder settings) {
    super(settings);
  }

  /** {@return a builder with the default lambda = 0.1, the paper's on MNIST} */
  public static Builder builder() {
    return new Builder();
  }

  /** Settings of {@link Contractive}. */
  public static final class Builder extends DenseAutoencoder.Builder<Builder> {

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
    protected Dense.Builder code() {
      return super.code().penalties(new Contraction(lambda));
    }

    @Override
    public Contractive build() {
      return new Contractive(this);
    }
  }
}
