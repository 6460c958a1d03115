package org.autoencoderzoo.zoo;

import org.autoencoderzoo.corruption.AdditiveGaussianNoise;
import org.autoencoderzoo.corruption.Emphasis;
import org.autoencoderzoo.corruption.FeatureNoise;
import org.autoencoderzoo.corruption.MaskingNoise;
import org.autoencoderzoo.corruption.SaltAndPepperNoise;
import org.autoencoderzoo.layers.ReconstructionOutput;
import org.autoencoderzoo.settings.Annealing;
import org.autoencoderzoo.settings.Arguments;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The settings of a model that is trained to give back the clean input from a corrupted one.
 *
 * @param <B> the builder itself
 */
public interface CorruptionBuilder<B> {

  /**
   * These settings together.
   *
   * @param noise kind of noise
   * @param noiseLevel fraction or deviation
   * @param firstNoiseLevel the level of the first epoch; null for the same
   * @param annealingEpochs in which it moves to the level
   * @param alpha weight of the corrupted features in the loss
   * @param beta weight of the others
   */
  record Corruption(
      @JsonProperty("noise") Denoising.Noise noise,
      @JsonProperty("noiseLevel") double noiseLevel,
      @JsonProperty("firstNoiseLevel") Double firstNoiseLevel,
      @JsonProperty("annealingEpochs") int annealingEpochs,
      @JsonProperty("alpha") double alpha,
      @JsonProperty("beta") double beta) {

    /** A quarter of the inputs set to zero. */
    public static final Corruption DEFAULT =
        new Corruption(Denoising.Noise.MASKING, 0.25, null, 0, 1, 1);

    /**
     * {@return the noise, for the first layer} These settings are {@link #completed}.
     *
     * @param seed of the noise
     * @throws IllegalArgumentException if a level is out of range for this noise
     */
    public IDropout dropOut(long seed) {
      Annealing level = new Annealing(firstNoiseLevel, noiseLevel, annealingEpochs);
      return switch (noise) {
        case MASKING -> new MaskingNoise(level, seed);
        case GAUSSIAN -> new AdditiveGaussianNoise(level, seed);
        case SALT_AND_PEPPER -> new SaltAndPepperNoise(level, seed);
      };
    }

    /**
     * {@return the output, which has the noise if corrupted features count differently} These
     * settings are {@link #completed}.
     *
     * @param loss of the reconstruction
     * @param activation of the output
     * @param seed of the noise
     * @throws IllegalArgumentException if alpha or beta is out of range
     */
    public ReconstructionOutput output(ILossFunction loss, IActivation activation, long seed) {
      return isEmphasized()
          ? ReconstructionOutput.of(
              loss, activation, new Emphasis((FeatureNoise) dropOut(seed), alpha, beta))
          : ReconstructionOutput.of(loss, activation);
    }

    private boolean isEmphasized() {
      return alpha != 1 || beta != 1;
    }

    /**
     * {@return the same with the defaults filled in, checked}
     *
     * @throws IllegalArgumentException if a setting is out of range or does not go with another
     */
    public Corruption completed() {
      Arguments.given("noise", noise);
      Corruption completed =
          firstNoiseLevel == null
              ? new Corruption(noise, noiseLevel, noiseLevel, annealingEpochs, alpha, beta)
              : this;
      try {
        completed.dropOut(0);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "noiseLevel does not go with " + noise + ": " + e.getMessage(), e);
      }
      LearningBuilder.checkCourse(
          "firstNoiseLevel",
          completed.firstNoiseLevel,
          noiseLevel,
          "annealingEpochs",
          annealingEpochs);
      Arguments.check(
          noise != Denoising.Noise.GAUSSIAN || !isEmphasized(),
          "alpha is %s and beta is %s, must be 1 with GAUSSIAN noise, which corrupts every input",
          alpha,
          beta);
      return completed;
    }
  }

  /** {@return the settings so far} */
  Corruption corruption();

  /**
   * Replaces all the settings of this interface.
   *
   * @param corruption the new ones
   * @return this builder
   */
  B corruption(Corruption corruption);

  /**
   * Sets the kind of noise.
   *
   * @param noise {@link Denoising.Noise#MASKING} by default
   * @return this builder
   */
  default B noise(Denoising.Noise noise) {
    Corruption old = corruption();
    return corruption(
        new Corruption(
            noise, old.noiseLevel, old.firstNoiseLevel, old.annealingEpochs, old.alpha, old.beta));
  }

  /**
   * Sets the amount of noise.
   *
   * @param noiseLevel a fraction, at least 0 and below 1, or a standard deviation above 0, by the
   *     kind of noise; 0.25 by default; the best one depends on the data
   * @return this builder
   */
  default B noiseLevel(double noiseLevel) {
    Corruption old = corruption();
    return corruption(
        new Corruption(
            old.noise, noiseLevel, old.firstNoiseLevel, old.annealingEpochs, old.alpha, old.beta));
  }

  /**
   * Starts with more noise, or with less.
   *
   * @param firstNoiseLevel in the first epoch, in the range of the noise level; that by default
   * @param epochs in which it moves linearly to the noise level, at least 1; 0 by default
   * @return this builder
   */
  default B annealedFrom(double firstNoiseLevel, int epochs) {
    Corruption old = corruption();
    return corruption(
        new Corruption(old.noise, old.noiseLevel, firstNoiseLevel, epochs, old.alpha, old.beta));
  }

  /**
   * Sets the weight of the corrupted inputs in the loss.
   *
   * @param alpha at least 0; 1 by default, and with Gaussian noise, which corrupts every input
   * @return this builder
   */
  default B alpha(double alpha) {
    Corruption old = corruption();
    return corruption(
        new Corruption(
            old.noise, old.noiseLevel, old.firstNoiseLevel, old.annealingEpochs, alpha, old.beta));
  }

  /**
   * Sets the weight of the inputs that are not corrupted in the loss.
   *
   * @param beta at least 0, above 0 if alpha is 0; 1 by default, and with Gaussian noise. The paper
   *     has 0 for full emphasis, 0.5 for double emphasis
   * @return this builder
   */
  default B beta(double beta) {
    Corruption old = corruption();
    return corruption(
        new Corruption(
            old.noise, old.noiseLevel, old.firstNoiseLevel, old.annealingEpochs, old.alpha, beta));
  }
}
