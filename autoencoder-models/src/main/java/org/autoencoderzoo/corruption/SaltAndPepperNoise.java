package org.autoencoderzoo.corruption;

import org.autoencoderzoo.settings.Range;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Salt-and-pepper noise: each input is set, with probability q, to 0 or to 1 by the toss of a fair
 * coin (Vincent et al., "Stacked Denoising Autoencoders", JMLR 2010, section 3.3). For inputs in
 * [0,1].
 *
 * @param q fraction of the inputs to corrupt, at least 0 and below 1
 * @param seed of the noise
 */
public record SaltAndPepperNoise(@JsonProperty("q") double q, @JsonProperty("seed") long seed)
    implements FeatureNoise {

  /**
   * Checks the settings.
   *
   * @param q fraction of the inputs to corrupt, at least 0 and below 1
   * @param seed of the noise
   * @throws IllegalArgumentException if q is out of range
   */
  public SaltAndPepperNoise {
    Range.require(q >= 0 && q < 1, "q", q, "at least 0 and below 1");
  }

  @Override
  public INDArray hit(INDArray like, int iteration) {
    return Noise.uniform(like, seed, iteration).lt(q).castTo(like.dataType());
  }

  @Override
  public INDArray applyDropout(
      INDArray input, INDArray result, int iteration, int epoch, LayerWorkspaceMgr workspaceMgr) {
    INDArray toss = Noise.uniform(input, seed, iteration);
    input.mul(toss.gte(q).castTo(input.dataType()), result);
    INDArray salt = toss.lt(q / 2).castTo(input.dataType());
    return result.addi(salt);
  }

  /** Draws the same noise again. */
  @Override
  public INDArray backprop(INDArray gradAtOutput, INDArray gradAtInput, int iteration, int epoch) {
    return gradAtOutput.mul(hit(gradAtOutput, iteration).rsubi(1), gradAtInput);
  }

  @Override
  public void clear() {}

  @Override
  public SaltAndPepperNoise clone() {
    return this;
  }
}
