package org.autoencoderzoo.corruption;

import org.autoencoderzoo.settings.Annealing;
import org.autoencoderzoo.settings.Arguments;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Additive Gaussian noise, {@code x + e} with {@code e ~ N(0, sigma^2 I)}. Unlike Deeplearning4j's
 * {@code GaussianNoise} it has a seed of its own, so that a run that is continued sees the same
 * noise as one that was not interrupted.
 *
 * @param sigma standard deviation, above 0
 * @param firstSigma the same in the first epoch
 * @param annealingEpochs epochs in which the noise moves linearly from the first to sigma, at least
 *     0
 * @param seed of the noise
 */
public record AdditiveGaussianNoise(
    @JsonProperty("sigma") double sigma,
    @JsonProperty("firstSigma") double firstSigma,
    @JsonProperty("annealingEpochs") int annealingEpochs,
    @JsonProperty("seed") long seed)
    implements IDropout {

  /**
   * Checks the settings.
   *
   * @param sigma standard deviation, above 0
   * @param firstSigma the same in the first epoch
   * @param annealingEpochs at least 0
   * @param seed of the noise
   * @throws IllegalArgumentException if one is out of range
   */
  public AdditiveGaussianNoise {
    Arguments.above("sigma", sigma, 0);
    Arguments.above("firstSigma", firstSigma, 0);
    Arguments.atLeast("annealingEpochs", annealingEpochs, 0);
  }

  /**
   * Creates noise that is the same in each epoch.
   *
   * @param sigma standard deviation, above 0
   * @param seed of the noise
   */
  public AdditiveGaussianNoise(double sigma, long seed) {
    this(sigma, sigma, 0, seed);
  }

  /**
   * {@return this noise, with more or less of it in the first epochs}
   *
   * @param firstSigma standard deviation, above 0
   * @param epochs in which it moves linearly to sigma, at least 0
   */
  public AdditiveGaussianNoise annealedFrom(double firstSigma, int epochs) {
    return new AdditiveGaussianNoise(sigma, firstSigma, epochs, seed);
  }

  private double sigmaInEpoch(int epoch) {
    return new Annealing(firstSigma, sigma, annealingEpochs).inEpoch(epoch);
  }

  @Override
  public INDArray applyDropout(
      INDArray input, INDArray result, int iteration, int epoch, LayerWorkspaceMgr workspaceMgr) {
    return input.add(Noise.gaussian(input, sigmaInEpoch(epoch), seed, iteration), result);
  }

  @Override
  public INDArray backprop(INDArray gradAtOutput, INDArray gradAtInput, int iteration, int epoch) {
    return gradAtInput == gradAtOutput ? gradAtInput : gradAtInput.assign(gradAtOutput);
  }

  @Override
  public void clear() {}

  @Override
  public AdditiveGaussianNoise clone() {
    return this;
  }
}
