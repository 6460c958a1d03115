package org.autoencoderzoo.zoo;

import org.autoencoderzoo.corruption.AdditiveGaussianNoise;
import org.autoencoderzoo.corruption.Emphasis;
import org.autoencoderzoo.corruption.FeatureNoise;
import org.autoencoderzoo.corruption.MaskingNoise;
import org.autoencoderzoo.corruption.SaltAndPepperNoise;
import org.autoencoderzoo.layers.ReconstructionOutput;
import org.autoencoderzoo.settings.Arguments;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * What a denoising model does to its input, and how much what it did counts in the loss.
 *
 * @param level fraction or deviation
 * @param firstLevel the level of the first epoch
 * @param annealingEpochs in which it moves to the level
 * @param alpha weight of the corrupted features
 * @param beta weight of the others
 */
record Corruption(
    Denoising.Noise noise,
    double level,
    double firstLevel,
    int annealingEpochs,
    double alpha,
    double beta,
    long seed) {

  /** The noise, for the first layer. */
  IDropout dropOut() {
    return switch (noise) {
      case MASKING -> new MaskingNoise(level, firstLevel, annealingEpochs, seed);
      case GAUSSIAN -> new AdditiveGaussianNoise(level, firstLevel, annealingEpochs, seed);
      case SALT_AND_PEPPER -> new SaltAndPepperNoise(level, firstLevel, annealingEpochs, seed);
    };
  }

  /** The output of the network, which knows the noise if corrupted features count differently. */
  ReconstructionOutput output(ILossFunction loss, Activation activation) {
    return isEmphasized()
        ? ReconstructionOutput.of(
            loss, activation, new Emphasis((FeatureNoise) dropOut(), alpha, beta))
        : ReconstructionOutput.of(loss, activation);
  }

  private boolean isEmphasized() {
    return alpha != 1 || beta != 1;
  }

  /** Refuses settings that do not go together. */
  void check() {
    Arguments.given("noise", noise);
    try {
      dropOut();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "noiseLevel does not go with " + noise + ": " + e.getMessage(), e);
    }
    Check.annealed("firstNoiseLevel", firstLevel, level, "annealingEpochs", annealingEpochs);
    Check.that(
        noise != Denoising.Noise.GAUSSIAN || !isEmphasized(),
        "alpha is %s and beta is %s, must be 1 with GAUSSIAN noise, which corrupts every input",
        alpha,
        beta);
  }
}
