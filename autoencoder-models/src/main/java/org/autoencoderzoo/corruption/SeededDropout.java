package org.autoencoderzoo.corruption;

import org.autoencoderzoo.settings.Arguments;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Dropout of what a layer reads, in training only: each number is set to zero with probability q,
 * and the others are divided by {@code 1 - q}, so that the mean stays (Srivastava, Hinton,
 * Krizhevsky, Sutskever and Salakhutdinov, "Dropout: A Simple Way to Prevent Neural Networks from
 * Overfitting", JMLR 15, 2014, section 10). Seed and iteration alone decide what is dropped, so
 * that a run that is continued drops the same; Deeplearning4j's own {@code Dropout}, whose argument
 * is the fraction to keep, draws from a generator that all share.
 *
 * @param q fraction to drop, at least 0 and below 1
 * @param seed of the draws; layers of one network should have different ones
 */
public record SeededDropout(@JsonProperty("q") double q, @JsonProperty("seed") long seed)
    implements IDropout {

  /**
   * Checks the fraction.
   *
   * @param q fraction to drop, at least 0 and below 1
   * @param seed of the draws
   * @throws IllegalArgumentException if q is out of range
   */
  public SeededDropout {
    Arguments.require(q >= 0 && q < 1, "q", q, "at least 0 and below 1");
  }

  @Override
  public INDArray applyDropout(
      INDArray input, INDArray result, int iteration, int epoch, LayerWorkspaceMgr workspaceMgr) {
    return input.mul(factors(input, iteration), result);
  }

  @Override
  public INDArray backprop(INDArray gradAtOutput, INDArray gradAtInput, int iteration, int epoch) {
    return gradAtOutput.mul(factors(gradAtOutput, iteration), gradAtInput);
  }

  /** 0 for what is dropped, else {@code 1 / (1 - q)}. */
  private INDArray factors(INDArray like, int iteration) {
    return Noise.uniform(like, seed, iteration).gte(q).castTo(like.dataType()).divi(1 - q);
  }

  @Override
  public void clear() {}

  @Override
  public SeededDropout clone() {
    return this;
  }
}
