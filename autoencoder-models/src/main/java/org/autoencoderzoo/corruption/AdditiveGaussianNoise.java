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
 * @param sigma standard deviation, above 0, by epoch
 * @param seed of the noise
 */
public record AdditiveGaussianNoise(
    @JsonProperty("sigma") Annealing sigma, @JsonProperty("seed") long seed) implements IDropout {

  /**
   * Checks the settings.
   *
   * @param sigma standard deviation, above 0, by epoch
   * @param seed of the noise
   * @throws IllegalArgumentException if sigma is not above 0
   */
  public AdditiveGaussianNoise {
    Arguments.given("sigma", sigma);
    Arguments.above("sigma", sigma.last(), 0);
    Arguments.above("firstSigma", sigma.first(), 0);
  }

  /**
   * Creates noise that is the same in each epoch.
   *
   * @param sigma standard deviation, above 0
   * @param seed of the noise
   * @throws IllegalArgumentException if sigma is not above 0
   */
  public AdditiveGaussianNoise(double sigma, long seed) {
    this(Annealing.constant(sigma), seed);
  }

  /**
   * {@return this noise, with more or less of it in the first epochs}
   *
   * @param firstSigma standard deviation in the first epoch, above 0
   * @param epochs in which it moves linearly to sigma, at least 0
   * @throws IllegalArgumentException if one is out of range
   */
  public AdditiveGaussianNoise annealedFrom(double firstSigma, int epochs) {
    return new AdditiveGaussianNoise(new Annealing(firstSigma, sigma.last(), epochs), seed);
  }

  @Override
  public INDArray applyDropout(
      INDArray input, INDArray result, int iteration, int epoch, LayerWorkspaceMgr workspaceMgr) {
    return input.add(Noise.gaussian(input, sigma.inEpoch(epoch), seed, iteration), result);
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
