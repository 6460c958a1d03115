package org.autoencoderzoo.zoo;

/**
 * The stacked autoencoder: each level is a {@link Basic} autoencoder of the codes of the level
 * below (Bengio, Lamblin, Popovici and Larochelle, "Greedy Layer-Wise Training of Deep Networks",
 * NIPS 2006, published 2007), unrolled into a deep one to be fine-tuned (Hinton and Salakhutdinov,
 * "Reducing the Dimensionality of Data with Neural Networks", Science 313, 2006).
 */
public final class Stacked extends StackedModel<Stacked.Builder> {

  private Stacked(Builder settings) {
    super(settings);
  }

  /** {@return a builder with the defaults: three levels} */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  AutoencoderModel<?> level(int level) {
    return settings.level(level, Basic.builder()).build();
  }

  /** Settings of {@link Stacked}. */
  public static final class Builder extends StackedBuilder<Builder> {

    Builder() {}

    @Override
    public Stacked build() {
      return new Stacked(this);
    }
  }
}
