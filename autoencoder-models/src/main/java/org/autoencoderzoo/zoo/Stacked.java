package org.autoencoderzoo.zoo;

/**
 * The stacked autoencoder: each level is a {@link Basic} autoencoder of the codes of the level
 * below (Bengio, Lamblin, Popovici and Larochelle, "Greedy Layer-Wise Training of Deep Networks",
 * NIPS 2006, published 2007), unrolled into a deep one to be fine-tuned (Hinton and Salakhutdinov,
 * "Reducing the Dimensionality of Data with Neural Networks", Science 313, 2006).
 */
public final class Stacked extends StackedAutoencoder<Stacked.Builder> {

  private Stacked(Builder settings) {
    super(settings);
  }

  /** {@return a builder with the defaults: three levels} */
  public static Builder builder() {
    return new Builder();
  }

  /** Settings of {@link Stacked}. */
  public static final class Builder extends StackedAutoencoder.Builder<Builder> {

    Builder() {}

    @Override
    protected DenseAutoencoder.Builder<?> level() {
      return Basic.builder();
    }

    @Override
    public Stacked build() {
      return new Stacked(this);
    }
  }
}
