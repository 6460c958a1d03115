package org.autoencoderzoo.corruption;

import org.autoencoderzoo.settings.Annealing;
import org.autoencoderzoo.settings.Arguments;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Masking noise: each input is set to zero with probability q, the others stay as they are
 * (Vincent, Larochelle, Bengio and Manzagol, "Extracting and Composing Robust Features with
 * Denoising Autoencoders", ICML 2008). Deeplearning4j's {@code Dropout} would scale the others up.
 *
 * @param q fraction of the inputs to set to zero, at least 0 and below 1
 * @param firstQ the same in the first epoch
 * @param annealingEpochs epochs in which the noise moves linearly from the first to q, at least 0
 * @param seed of the noise
 */
public record MaskingNoise(
    @JsonProperty("q") double q,
    @JsonProperty("firstQ") double firstQ,
    @JsonProperty("annealingEpochs") int annealingEpochs,
    @JsonProperty("seed") long seed)
    implements FeatureNoise {

  /**
   * Checks the settings.
   *
   * @param q fraction of the inputs to set to zero, at least 0 and below 1
   * @param firstQ the same in the first epoch
   * @param annealingEpochs at least 0
   * @param seed of the noise
   * @throws IllegalArgumentException if one is out of range
   */
  public MaskingNoise {
    Arguments.require(q >= 0 && q < 1, "q", q, "at least 0 and below 1");
    Arguments.require(firstQ >= 0 && firstQ < 1, "firstQ", firstQ, "at least 0 and below 1");
    Arguments.atLeast("annealingEpochs", annealingEpochs, 0);
  }

  /**
   * Creates noise that is the same in each epoch.
   *
   * @param q fraction of the inputs to set to zero, at least 0 and below 1
   * @param seed of the noise
   */
  public MaskingNoise(double q, long seed) {
    this(q, q, 0, seed);
  }

  /**
   * {@return this noise, with more or less of it in the first epochs}
   *
   * @param firstQ fraction of the inputs to set to zero, at least 0 and below 1
   * @param epochs in which it moves linearly to q, at least 0
   */
  public MaskingNoise annealedFrom(double firstQ, int epochs) {
    return new MaskingNoise(q, firstQ, epochs, seed);
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
    return input.mul(kept(input, iteration, epoch), result);
  }

  /** Draws the same noise again. */
  @Override
  public INDArray backprop(INDArray gradAtOutput, INDArray gradAtInput, int iteration, int epoch) {
    return gradAtOutput.mul(kept(gradAtOutput, iteration, epoch), gradAtInput);
  }

  private INDArray kept(INDArray like, int iteration, int epoch) {
    return hit(like, iteration, epoch).rsubi(1);
  }

  @Override
  public void clear() {}

  @Override
  public MaskingNoise clone() {
    return this;
  }
}
