package org.autoencoderzoo.zoo;

/**
 * The stacked denoising autoencoder: each level is a {@link Denoising} autoencoder of the codes of
 * the level below (Vincent, Larochelle, Lajoie, Bengio and Manzagol, "Stacked Denoising
 * Autoencoders: Learning Useful Representations in a Deep Network with a Local Denoising
 * Criterion", JMLR 11, 2010). Noise is for a level's own training only: the codes that it hands up
 * are those of clean inputs, and the deep network is fine-tuned on clean examples.
 */
public final class StackedDenoising extends StackedModel<StackedDenoising.Builder> {

  private StackedDenoising(Builder settings) {
    super(settings);
  }

  /** {@return a builder with the defaults: three levels, a quarter of the inputs set to zero} */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  AutoencoderModel<?> level(int level) {
    return settings.denoising(level).build();
  }

  /** Settings of {@link StackedDenoising}. */
  public static final class Builder extends StackedBuilder<Builder> {

    private Denoising.Noise noise = Denoising.Noise.MASKING;
    private double noiseLevel = 0.25;

    Builder() {}

    /**
     * Sets the kind of noise, the same for every level.
     *
     * @param noise {@link Denoising.Noise#MASKING} by default
     * @return this builder
     */
    public Builder noise(Denoising.Noise noise) {
      this.noise = noise;
      return this;
    }

    /**
     * Sets the amount of noise, the same for every level.
     *
     * @param noiseLevel as for {@link Denoising.Builder#noiseLevel}; 0.25 by default; the best one
     *     depends on the data
     * @return this builder
     */
    public Builder noiseLevel(double noiseLevel) {
      this.noiseLevel = noiseLevel;
      return this;
    }

    private Denoising.Builder denoising(int level) {
      return level(level, Denoising.builder().noise(noise).noiseLevel(noiseLevel));
    }

    @Override
    public StackedDenoising build() {
      return new StackedDenoising(this);
    }

    @Override
    void complete() {
      super.complete();
      denoising(1).build(); // Refuses noise that is out of range.
    }
  }
}
