package org.autoencoderzoo.layers;

import java.util.Locale;
import org.autoencoderzoo.sparse.LargestEntries;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Keeps the k largest units of each example and sets the others to zero (Makhzani and Frey,
 * "k-Sparse Autoencoders", arXiv:1312.5663). Exactly k; of equal units the first. The gradient
 * passes where the unit did.
 *
 * <p>{@code TopK.of(25).annealedFrom(100, 5).withAlpha(1.5)} keeps 100 units in the first epoch of
 * training, 25 from the sixth on, and 38 at inference.
 *
 * @param k units to keep in training, at least 1
 * @param firstK units to keep in the first epoch, at least k
 * @param annealingEpochs epochs in which the number falls linearly from firstK to k, at least 0
 * @param alpha units to keep at inference, as a multiple of k, above 0; the paper finds a little
 *     more than 1 best for features
 * @param ranking what makes a unit large
 */
public record TopK(
    @JsonProperty("k") int k,
    @JsonProperty("firstK") int firstK,
    @JsonProperty("annealingEpochs") int annealingEpochs,
    @JsonProperty("alpha") double alpha,
    @JsonProperty("ranking") Ranking ranking) {

  /** What makes a unit large. */
  public enum Ranking {
    /** Its value. */
    VALUE,
    /** Its absolute value. */
    MAGNITUDE
  }

  /**
   * Checks the settings.
   *
   * @param k at least 1
   * @param firstK at least k
   * @param annealingEpochs at least 0
   * @param alpha above 0
   * @param ranking what makes a unit large
   * @throws IllegalArgumentException if one is out of range
   */
  public TopK {
    require(k >= 1, "k", k, "at least 1");
    require(firstK >= k, "firstK", firstK, "at least k, " + k);
    require(annealingEpochs >= 0, "annealingEpochs", annealingEpochs, "at least 0");
    require(alpha > 0 && Double.isFinite(alpha), "alpha", alpha, "above 0");
  }

  /**
   * {@return a selection of k units by value, in training and at inference}
   *
   * @param k at least 1
   */
  public static TopK of(int k) {
    return new TopK(k, k, 0, 1, Ranking.VALUE);
  }

  /**
   * {@return this selection, with more units in the first epochs}
   *
   * @param firstK units in the first epoch, at least k
   * @param epochs in which the number falls linearly to k, at least 0
   */
  public TopK annealedFrom(int firstK, int epochs) {
    return new TopK(k, firstK, epochs, alpha, ranking);
  }

  /**
   * {@return this selection, with another number of units at inference}
   *
   * @param alpha multiple of k, above 0
   */
  public TopK withAlpha(double alpha) {
    return new TopK(k, firstK, annealingEpochs, alpha, ranking);
  }

  /**
   * {@return this selection by another ranking}
   *
   * @param ranking what makes a unit large
   */
  public TopK rankedBy(Ranking ranking) {
    return new TopK(k, firstK, annealingEpochs, alpha, ranking);
  }

  /**
   * One for the units to keep, zero for the others, detached from any workspace.
   *
   * @param h output of the layer {@code [N, K]}
   * @param training whether this is a training step
   * @param epoch of training, from 0
   */
  INDArray mask(INDArray h, boolean training, int epoch) {
    int kept = training ? keptInEpoch(epoch) : (int) Math.round(alpha * k);
    kept = (int) Math.max(1, Math.min(h.size(1), kept));
    return LargestEntries.mask(ranking == Ranking.VALUE ? h : Transforms.abs(h, true), kept);
  }

  private int keptInEpoch(int epoch) {
    return epoch >= annealingEpochs
        ? k
        : (int) Math.round(firstK - (firstK - k) * (double) epoch / annealingEpochs);
  }

  private static void require(boolean holds, String field, Number value, String allowed) {
    if (!holds) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s is %s, must be %s", field, value, allowed));
    }
  }
}
