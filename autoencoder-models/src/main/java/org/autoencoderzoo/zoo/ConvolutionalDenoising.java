package org.autoencoderzoo.zoo;

import org.autoencoderzoo.layers.ReconstructionOutput;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;

/**
 * The convolutional denoising autoencoder: {@link Convolutional}, trained to give back the clean
 * image from a corrupted one, as Masci et al. (ICANN 2011) train theirs. Noise and emphasis are
 * those of {@link Denoising}; at inference nothing is corrupted.
 */
public final class ConvolutionalDenoising extends ImageModel<ConvolutionalDenoising.Builder> {

  private ConvolutionalDenoising(Builder settings) {
    super(settings);
  }

  /** {@return a builder with the defaults: a quarter of the pixels set to zero} */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public ComputationGraphConfiguration conf() {
    return Convolutional.stack(
        settings, Convolutional.first(settings).dropOut(settings.corruption().dropOut()));
  }

  /** Settings of {@link ConvolutionalDenoising}. */
  public static final class Builder extends ConvolutionalBuilder<Builder> {

    private Denoising.Noise noise = Denoising.Noise.MASKING;
    private double noiseLevel = 0.25;
    private Double firstNoiseLevel;
    private int annealingEpochs;
    private double alpha = 1;
    private double beta = 1;

    Builder() {}

    /**
     * Sets the kind of noise.
     *
     * @param noise {@link Denoising.Noise#MASKING} by default
     * @return this builder
     */
    public Builder noise(Denoising.Noise noise) {
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
     * Sets the weight of the corrupted pixels in the loss.
     *
     * @param alpha at least 0; 1 by default, and with Gaussian noise, which corrupts every pixel
     * @return this builder
     */
    public Builder alpha(double alpha) {
      this.alpha = alpha;
      return this;
    }

    /**
     * Sets the weight of the pixels that are not corrupted in the loss.
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
    public ConvolutionalDenoising build() {
      return new ConvolutionalDenoising(this);
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
