package org.autoencoderzoo.corruption;

import org.autoencoderzoo.settings.Annealing;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Masking noise: each input is set to zero with probability q, the others stay as they are
 * (Vincent, Larochelle, Bengio and Manzagol, "Extracting and Composing Robust Features with
 * Denoising Autoencoders", ICML 2008). Deeplearning4j's {@code Dropout} would scale the others up.
 *
 * @param q fraction of the inputs to set to zero, at least 0 and below 1, by epoch
 * @param seed of the noise
 */
public record MaskingNoise(@JsonProperty("q") Annealing q, @JsonProperty("seed") long seed)
    implements ReplacingNoise<MaskingNoise> {

  /**
   * Checks the settings.
   *
   * @param q fraction of the inputs to set to zero, at least 0 and below 1, by epoch
   * @param seed of the noise
   * @throws IllegalArgumentException if q is out of range
   */
  public MaskingNoise {
    ReplacingNoise.check(q);
  }

  /**
   * Creates noise that is the same in each epoch.
   *
   * @param q fraction of the inputs to set to zero, at least 0 and below 1
   * @param seed of the noise
   * @throws IllegalArgumentException if q is out of range
   */
  public MaskingNoise(double q, long seed) {
    this(Annealing.constant(q), seed);
  }

  @Override
  public MaskingNoise with(Annealing q) {
    return new MaskingNoise(q, seed);
  }

  @Override
  public INDArray applyDropout(
      INDArray input, INDArray result, int iteration, int epoch, LayerWorkspaceMgr workspaceMgr) {
    return input.mul(hit(input, iteration, epoch).rsubi(1), result);
  }

  @Override
  public MaskingNoise clone() {
    return this;
  }
}
