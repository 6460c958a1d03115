package org.autoencoderzoo.zoo;

import org.autoencoderzoo.corruption.AdditiveGaussianNoise;
import org.autoencoderzoo.corruption.MaskingNoise;
import org.autoencoderzoo.corruption.SaltAndPepperNoise;
import org.autoencoderzoo.layers.ReconstructionOutput;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;

/**
 * The denoising autoencoder: the basic one, trained to give back the clean input from a corrupted
 * one (Vincent, Larochelle, Bengio and Manzagol, "Extracting and Composing Robust Features with
 * Denoising Autoencoders", ICML 2008). At inference nothing is corrupted.
 *
 * <p>With an alpha or beta other than 1, the loss in training is {@code alpha} times that of the
 * corrupted inputs plus {@code beta} times that of the others (Vincent et al., JMLR 2010, section
 * 3.4); the score at inference, where none is corrupted, stays the plain loss.
 */
public final class Denoising extends AutoencoderModel<Denoising.Builder> {

  private Denoising(Builder settings) {
    super(settings);
  }

  /** {@return a builder with the defaults: a quarter of the inputs set to zero} */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public ComputationGraphConfiguration conf() {
    return oneHiddenLayer(settings, code(settings).dropOut(settings.corruption().dropOut()));
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
  public static final class Builder extends HiddenLayerBuilder<Builder> {

    private Noise noise = Noise.MASKING;
    private double noiseLevel = 0.25;
    private Double firstNoiseLevel;
    private int annealingEpochs;
    private double alpha = 1;
    private double beta = 1;

    Builder() {}

    /**
     * Sets the kind of noise.
     *
     * @param noise {@link Noise#MASKING} by default
     * @return this builder
     */
    public Builder noise(Noise noise) {
      this.noise = noise;
      return this;
    }

    /**
     * Sets the amount of noise.
     *
     * @param noiseLevel a fraction, at least 0 and below 1, or a standard deviation above 0, by the
     *     kind of noise; 0.25 by default
     * @return this builder
     */
    public Builder noiseLevel(double noiseLevel) {
      this.noiseLevel = noiseLevel;
      return this;
    }

    /**
     * Starts with more noise, or with less.
     *
     * @param firstNoiseLevel in the first epoch, in the range of the noise level; that by default
     * @param epochs in which it moves linearly to the noise level, at least 1; 0 by default
     * @return this builder
     */
    public Builder annealedFrom(double firstNoiseLevel, int epochs) {
      this.firstNoiseLevel = firstNoiseLevel;
      this.annealingEpochs = epochs;
      return this;
    }

    /**
     * Sets the weight of the corrupted inputs in the loss.
     *
     * @param alpha at least 0; 1 by default, and with Gaussian noise, which corrupts every input
     * @return this builder
     */
    public Builder alpha(double alpha) {
      this.alpha = alpha;
      return this;
    }

    /**
     * Sets the weight of the inputs that are not corrupted in the loss.
     *
     * @param beta at least 0, above 0 if alpha is 0; 1 by default, and with Gaussian noise. The
     *     paper has 0 for full emphasis, 0.5 for double emphasis
     * @return this builder
     */
    public Builder beta(double beta) {
      this.beta = beta;
      return this;
    }

    private Corruption corruption() {
      return new Corruption(noise, noiseLevel, firstNoiseLevel, annealingEpochs, alpha, beta, seed);
    }

    @Override
    ReconstructionOutput output() {
      return corruption().output(loss.function(), outputActivation);
    }

    @Override
    public Denoising build() {
      return new Denoising(this);
    }

    @Override
    void complete() {
      super.complete();
      firstNoiseLevel = firstNoiseLevel == null ? Double.valueOf(noiseLevel) : firstNoiseLevel;
      corruption().check();
      output(); // Refuses weights that are out of range.
    }
  }
}
