package org.autoencoderzoo.corruption;

import org.autoencoderzoo.settings.Annealing;
import org.autoencoderzoo.settings.Arguments;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Salt-and-pepper noise: each input is set, with probability q, to 0 or to 1 by the toss of a fair
 * coin (Vincent et al., "Stacked Denoising Autoencoders", JMLR 2010, section 3.3). For inputs in
 * [0,1].
 *
 * @param q fraction of the inputs to corrupt, at least 0 and below 1
 * @param firstQ the same in the first epoch
 * @param annealingEpochs epochs in which the noise moves linearly from the first to q, at least 0
 * @param seed of the noise
 */
public record SaltAndPepperNoise(
    @JsonProperty("q") double q,
    @JsonProperty("firstQ") double firstQ,
    @JsonProperty("annealingEpochs") int annealingEpochs,
    @JsonProperty("seed") long seed)
    implements FeatureNoise {

  /**
   * Checks the settings.
   *
   * @param q fraction of the inputs to corrupt, at least 0 and below 1
   * @param firstQ the same in the first epoch
   * @param annealingEpochs at least 0
   * @param seed of the noise
   * @throws IllegalArgumentException if one is out of range
   */
  public SaltAndPepperNoise {
    Arguments.require(q >= 0 && q < 1, "q", q, "at least 0 and below 1");
    Arguments.require(firstQ >= 0 && firstQ < 1, "firstQ", firstQ, "at least 0 and below 1");
    Arguments.atLeast("annealingEpochs", annealingEpochs, 0);
  }

  /**
   * Creates noise that is the same in each epoch.
   *
   * @param q fraction of the inputs to corrupt, at least 0 and below 1
   * @param seed of the noise
   */
  public SaltAndPepperNoise(double q, long seed) {
    this(q, q, 0, seed);
  }

  /**
   * {@return this noise, with more or less of it in the first epochs}
   *
   * @param firstQ fraction of the inputs to corrupt, at least 0 and below 1
   * @param epochs in which it moves linearly to q, at least 0
   */
  public SaltAndPepperNoise annealedFrom(double firstQ, int epochs) {
    return new SaltAndPepperNoise(q, firstQ, epochs, seed);
  }

  private double qInEpoch(int epoch) {
    return new Annealing(firstQ, q, annealingEpochs).inEpoch(epoch);
  }

  @Override
  public INDArray hit(INDArray like, int iteration, int epoch) {
    return Noise.uniform(like, seed, iteration).lt(qInEpoch(epoch)).castTo(like.dataType());
  }

  @Override
  public INDArray applyDropout(
      INDArray input, INDArray result, int iteration, int epoch, LayerWorkspaceMgr workspaceMgr) {
    double fraction = qInEpoch(epoch);
    INDArray toss = Noise.uniform(input, seed, iteration);
    input.mul(toss.gte(fraction).castTo(input.dataType()), result);
    INDArray salt = toss.lt(fraction / 2).castTo(input.dataType());
    return result.addi(salt);
  }

  /** Draws the same noise again. */
  @Override
  public INDArray backprop(INDArray gradAtOutput, INDArray gradAtInput, int iteration, int epoch) {
    return gradAtOutput.mul(hit(gradAtOutput, iteration, epoch).rsubi(1), gradAtInput);
  }

  @Override
  public void clear() {}

  @Override
  public SaltAndPepperNoise clone() {
    return this;
  }
}
