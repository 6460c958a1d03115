package org.autoencoderzoo.corruption;

import org.autoencoderzoo.settings.Range;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Masking noise: each input is set to zero with probability q, the others stay as they are
 * (Vincent, Larochelle, Bengio and Manzagol, "Extracting and Composing Robust Features with
 * Denoising Autoencoders", ICML 2008). Deeplearning4j's {@code Dropout} would scale the others up.
 *
 * @param q fraction of the inputs to set to zero, at least 0 and below 1
 * @param seed of the noise
 */
public record MaskingNoise(@JsonProperty("q") double q, @JsonProperty("seed") long seed)
    implements FeatureNoise {

  /**
   * Checks the settings.
   *
   * @param q fraction of the inputs to set to zero, at least 0 and below 1
   * @param seed of the noise
   * @throws IllegalArgumentException if q is out of range
   */
  public MaskingNoise {
    Range.require(q >= 0 && q < 1, "q", q, "at least 0 and below 1");
  }

  @Override
  public INDArray hit(INDArray like, int iteration) {
    return Noise.uniform(like, seed, iteration).lt(q).castTo(like.dataType());
  }

  @Override
  public INDArray applyDropout(
      INDArray input, INDArray result, int iteration, int epoch, LayerWorkspaceMgr workspaceMgr) {
    return input.mul(kept(input, iteration), result);
  }

  /** Draws the same noise again. */
  @Override
  public INDArray backprop(INDArray gradAtOutput, INDArray gradAtInput, int iteration, int epoch) {
    return gradAtOutput.mul(kept(gradAtOutput, iteration), gradAtInput);
  }

  private INDArray kept(INDArray like, int iteration) {
    return hit(like, iteration).rsubi(1);
  }

  @Override
  public void clear() {}

  @Override
  public MaskingNoise clone() {
    return this;
  }
}
