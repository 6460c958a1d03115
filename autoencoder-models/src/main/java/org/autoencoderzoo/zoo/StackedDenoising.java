package org.autoencoderzoo.zoo;

import org.autoencoderzoo.settings.Arguments;
import org.nd4j.shade.jackson.annotation.JsonUnwrapped;

/**
 * The stacked denoising autoencoder: each level is a {@link Denoising} autoencoder of the codes of
 * the level below (Vincent, Larochelle, Lajoie, Bengio and Manzagol, "Stacked Denoising
 * Autoencoders: Learning Useful Representations in a Deep Network with a Local Denoising
 * Criterion", JMLR 11, 2010). Noise is for a level's own training only: the codes that it hands up
 * are those of clean inputs, and the deep network is fine-tuned on clean examples.
 */
public final class StackedDenoising extends StackedAutoencoder<StackedDenoising.Builder> {

  private StackedDenoising(Builder settings) {
    super(settings);
  }

  /** {@return a builder with the defaults: three levels, a quarter of the inputs set to zero} */
  public static Builder builder() {
    return new Builder();
  }

  /** Settings of {@link StackedDenoising}; noise is the same for every level. */
  public static final class Builder extends StackedAutoencoder.Builder<Builder>
      implements CorruptionBuilder<Builder> {

    @JsonUnwrapped private Corruption corruption = Corruption.DEFAULT;

    Builder() {}

    @Override
    public Corruption corruption() {
      return corruption;
    }

    @Override
    public Builder corruption(Corruption corruption) {
      Arguments.given("corruption", corruption);
      this.corruption = corruption;
      return this;
    }

    @Override
    protected DenseAutoencoder.Builder<?> level() {
      return Denoising.builder().corruption(corruption);
    }

    @Override
    public StackedDenoising build() {
      return new StackedDenoising(this);
    }

    @Override
    protected void complete() {
      super.complete();
      corruption = corruption.completed();
    }
  }
}
