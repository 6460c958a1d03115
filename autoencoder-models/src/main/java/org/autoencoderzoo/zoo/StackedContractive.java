package org.autoencoderzoo.zoo;

/**
 * The stacked contractive autoencoder: each level is a {@link Contractive} autoencoder of the codes
 * of the level below (Rifai, Vincent, Muller, Glorot and Bengio, "Contractive Auto-Encoders:
 * Explicit Invariance During Feature Extraction", ICML 2011, whose CAE-2 has two such levels). The
 * deep network is fine-tuned without the penalty.
 */
public final class StackedContractive extends StackedAutoencoder<StackedContractive.Builder> {

  private StackedContractive(Builder settings) {
    super(settings);
  }

  /** {@return a builder with the defaults: three levels, lambda = 0.1} */
  public static Builder builder() {
    return new Builder();
  }

  /** Settings of {@link StackedContractive}. */
  public static final class Builder extends StackedAutoencoder.Builder<Builder> {

    private double lambda = 0.1;

    Builder() {}

    /**
     * Sets the weight of the penalty, the same for every level.
     *
     * @param lambda at least 0; 0.1 by default
     * @return this builder
     */
    public Builder lambda(double lambda) {
      this.lambda = lambda;
      return this;
    }

    @Override
    protected DenseAutoencoder.Builder<?> level() {
      return Contractive.builder().lambda(lambda);
    }

    @Override
    public StackedContractive build() {
      return new StackedContractive(this);
    }
  }
}
