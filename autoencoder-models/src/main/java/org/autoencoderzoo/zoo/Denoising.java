package org.autoencoderzoo.zoo;

import org.autoencoderzoo.corruption.AdditiveGaussianNoise;
import org.autoencoderzoo.corruption.MaskingNoise;
import org.autoencoderzoo.corruption.SaltAndPepperNoise;
import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.layers.ReconstructionOutput;
import org.autoencoderzoo.settings.Arguments;
import org.nd4j.shade.jackson.annotation.JsonUnwrapped;

/**
 * The denoising autoencoder: the basic one, trained to give back the clean input from a corrupted
 * one (Vincent, Larochelle, Bengio and Manzagol, "Extracting and Composing Robust Features with
 * Denoising Autoencoders", ICML 2008). At inference nothing is corrupted.
 *
 * <p>With an alpha or beta other than 1, the loss in training is {@code alpha} times that of the
 * corrupted inputs plus {@code beta} times that of the others (Vincent et al., JMLR 2010, section
 * 3.4); the score at inference, where none is corrupted, stays the plain loss.
 */
public final class Denoising extends DenseAutoencoder<Denoising.Builder> {

  private Denoising(Builder settings) {
    super(settings);
  }

  /** {@return a builder with the defaults: a quarter of the inputs set to zero} */
  public static Builder builder() {
    return new Builder();
  }

  /** The kinds of noise. */
  public enum Noise {
    /** {@link MaskingNoise}; the level is the fraction of inputs set to zero. */
    MASKING,
    /** {@link AdditiveGaussianNoise}; the level is its standard deviation. */
    GAUSSIAN,
    /** {@link SaltAndPepperNoise}; the level is the fraction of inputs set to 0 or 1. */
    SALT_AND_PEPPER
  }

  /** Settings of {@link Denoising}. */
  public static final class Builder extends DenseAutoencoder.Builder<Builder>
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
    protected Dense.Builder code() {
      return super.code().dropOut(corruption.dropOut(seed));
    }

    @Override
    protected ReconstructionOutput output() {
      return corruption.output(completeLoss(), completeActivation(), seed);
    }

    @Override
    public Denoising build() {
      return new Denoising(this);
    }

    @Override
    protected void complete() {
      super.complete();
      corruption = corruption.completed();
    }
  }
}
