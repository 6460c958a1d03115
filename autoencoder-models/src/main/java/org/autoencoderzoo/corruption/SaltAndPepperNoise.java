package org.autoencoderzoo.corruption;

import org.autoencoderzoo.settings.Annealing;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Salt-and-pepper noise: each input is set, with probability q, to 0 or to 1 by the toss of a fair
 * coin (Vincent et al., "Stacked Denoising Autoencoders", JMLR 2010, section 3.3). For inputs in
 * [0,1].
 *
 * @param q fraction of the inputs to corrupt, at least 0 and below 1, by epoch
 * @param seed of the noise
 */
public record SaltAndPepperNoise(@JsonProperty("q") Annealing q, @JsonProperty("seed") long seed)
    implements ReplacingNoise<SaltAndPepperNoise> {

  /**
   * Checks the settings.
   *
   * @param q fraction of the inputs to corrupt, at least 0 and below 1, by epoch
   * @param seed of the noise
   * @throws IllegalArgumentException if q is out of range
   */
  public SaltAndPepperNoise {
    ReplacingNoise.check(q);
  }

  /**
   * Creates noise that is the same in each epoch.
   *
   * @param q fraction of the inputs to corrupt, at least 0 and below 1
   * @param seed of the noise
   * @throws IllegalArgumentException if q is out of range
   */
  public SaltAndPepperNoise(double q, long seed) {
    this(Annealing.constant(q), seed);
  }

  @Override
  public SaltAndPepperNoise with(Annealing q) {
    return new SaltAndPepperNoise(q, seed);
  }

  @Override
  public INDArray applyDropout(
      INDArray input, INDArray result, int iteration, int epoch, LayerWorkspaceMgr workspaceMgr) {
    double fraction = q.inEpoch(epoch);
    INDArray toss = Noise.uniform(input, seed, iteration);
    input.mul(toss.gte(fraction).castTo(input.dataType()), result);
    INDArray salt = toss.lt(fraction / 2).castTo(input.dataType());
    return result.addi(salt);
  }

  @Override
  public SaltAndPepperNoise clone() {
    return this;
  }
}
