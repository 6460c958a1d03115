package org.autoencoderzoo.corruption;

import org.deeplearning4j.nn.conf.dropout.IDropout;
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
    implements IDropout {

  /**
   * Checks the settings.
   *
   * @param q fraction of the inputs to corrupt, at least 0 and below 1
   * @param seed of the noise
   * @throws IllegalArgumentException if q is out of range
   */
  public SaltAndPepperNoise {
    Noise.checkFraction("q", q);
  }

  @Override
  public INDArray applyDropout(
      INDArray input, INDArray result, int iteration, int epoch, LayerWorkspaceMgr workspaceMgr) {
    INDArray toss = Noise.uniform(input, seed, iteration);
    INDArray salt = toss.lt(q / 2).castTo(input.dataType());
    input.mul(kept(toss), result);
    return result.addi(salt);
  }

  @Override
  public INDArray backprop(INDArray gradAtOutput, INDArray gradAtInput, int iteration, int epoch) {
    INDArray toss = Noise.uniform(gradAtOutput, seed, iteration);
    return gradAtOutput.mul(kept(toss), gradAtInput);
  }

  private INDArray kept(INDArray toss) {
    return toss.gte(q).castTo(toss.dataType());
  }

  @Override
  public void clear() {}

  @Override
  public SaltAndPepperNoise clone() {
    return this;
  }
}
