package org.autoencoderzoo.corruption;

import org.autoencoderzoo.settings.Annealing;
import org.autoencoderzoo.settings.Arguments;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Noise that replaces each feature with probability q, whatever its value, and leaves the others as
 * they are. The same iteration draws the same noise again.
 *
 * @param <N> the noise itself
 */
public interface ReplacingNoise<N extends ReplacingNoise<N>> extends FeatureNoise {

  /** {@return the fraction of the features to replace, by epoch} */
  Annealing q();

  /** {@return the seed of the noise} */
  long seed();

  /**
   * {@return this noise, of another fraction}
   *
   * @param q at least 0 and below 1, in every epoch
   * @throws IllegalArgumentException if it is out of range
   */
  N with(Annealing q);

  /**
   * {@return this noise, with more or less of it in the first epochs}
   *
   * @param firstQ fraction of the features to replace in the first epoch, at least 0 and below 1
   * @param epochs in which it moves linearly to q, at least 0
   * @throws IllegalArgumentException if one is out of range
   */
  default N annealedFrom(double firstQ, int epochs) {
    return with(new Annealing(firstQ, q().last(), epochs));
  }

  @Override
  default INDArray hit(INDArray like, int iteration, int epoch) {
    return Noise.uniform(like, seed(), iteration).lt(q().inEpoch(epoch)).castTo(like.dataType());
  }

  @Override
  default INDArray backprop(INDArray gradAtOutput, INDArray gradAtInput, int iteration, int epoch) {
    return gradAtOutput.mul(hit(gradAtOutput, iteration, epoch).rsubi(1), gradAtInput);
  }

  @Override
  default void clear() {}

  /** Refuses fractions that are out of range. */
  private static void check(String field, double q) {
    Arguments.require(q >= 0 && q < 1, field, q, "at least 0 and below 1");
  }

  /**
   * Checks a fraction.
   *
   * @param q at least 0 and below 1, in every epoch
   * @throws IllegalArgumentException if it is out of range
   */
  static void check(Annealing q) {
    Arguments.given("q", q);
    check("q", q.last());
    check("firstQ", q.first());
  }
}
