package org.autoencoderzoo.zoo;

import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.penalties.Contraction;
import org.autoencoderzoo.penalties.HessianContraction;

/**
 * The contractive autoencoder with Hessian penalty, CAE+H: the contractive one, with {@code gamma
 * E||J(x) - J(x + e)||_F^2}, {@code e ~ N(0, sigma^2 I)}, added for each example, so that the
 * Jacobian changes little, too (Rifai, Mesnil, Vincent, Muller, Bengio, Dauphin and Glorot, "Higher
 * Order Contractive Auto-Encoder", ECML 2011).
 */
public final class HigherOrderContractive extends DenseAutoencoder<HigherOrderContractive.Builder> {

  private HigherOrderContractive(Builder settings) {
    super(settings);
  }

  /** {@return a builder with the defaults: lambda = 0.1, gamma = 1, sigma = 0.1, 4 draws} */
  public static Builder builder() {
    return new Builder();
  }

  /** Settings of {@link HigherOrderContractive}. */
  public static final class Builder extends DenseAutoencoder.Builder<Builder> {

    private double lambda = 0.1;
    private double gamma = 1;
    private double sigma = 0.1;
    private int corruptedInputs = 4;

    Builder() {}

    /**
     * Sets the weight of the contraction.
     *
     * @param lambda at least 0; 0.1 by default
     * @return this builder
     */
    public Builder lambda(double lambda) {
      this.lambda = lambda;
      return this;
    }

    /**
     * Sets the weight of the Hessian's term.
     *
     * @param gamma at least 0; 1 by default
     * @return this builder
     */
    public Builder gamma(double gamma) {
      this.gamma = gamma;
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

    /**
     * Sets the number of noisy inputs per example.
     *
     * @param corruptedInputs at least 1; 4 by default
     * @return this builder
     */
    public Builder corruptedInputs(int corruptedInputs) {
      this.corruptedInputs = corruptedInputs;
      return this;
    }

    @Override
    protected Dense.Builder code() {
      return super.code()
          .penalties(
              new Contraction(lambda), new HessianContraction(gamma, sigma, corruptedInputs));
    }

    @Override
    public HigherOrderContractive build() {
      return new HigherOrderContractive(this);
    }
  }
}
