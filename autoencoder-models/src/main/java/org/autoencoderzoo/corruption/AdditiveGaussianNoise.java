package org.autoencoderzoo.corruption;

import org.autoencoderzoo.settings.Range;
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
 * @param seed of the noise
 */
public record AdditiveGaussianNoise(
    @JsonProperty("sigma") double sigma, @JsonProperty("seed") long seed) implements IDropout {

  /**
   * Checks the settings.
   *
   * @param sigma standard deviation, above 0
   * @param seed of the noise
   * @throws IllegalArgumentException if sigma is out of range
   */
  public AdditiveGaussianNoise {
    Range.above("sigma", sigma, 0);
  }

  @Override
  public INDArray applyDropout(
      INDArray input, INDArray result, int iteration, int epoch, LayerWorkspaceMgr workspaceMgr) {
    return input.add(Noise.gaussian(input, sigma, seed, iteration), result);
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
