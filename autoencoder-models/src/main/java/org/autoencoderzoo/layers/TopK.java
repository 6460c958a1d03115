package org.autoencoderzoo.layers;

import org.autoencoderzoo.sparse.LargestEntries;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Keeps the k largest units of each example and sets the others to zero (Makhzani and Frey,
 * "k-Sparse Autoencoders", arXiv:1312.5663). Exactly k; of equal units the first. The gradient
 * passes where the unit did.
 *
 * @param k units to keep in training, at least 1
 * @param alpha units to keep at inference, as a multiple of k, above 0; the paper finds a little
 *     more than 1 best for features
 * @param ranking what makes a unit large
 */
public record TopK(
    @JsonProperty("k") int k,
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
   * @param alpha above 0
   * @param ranking what makes a unit large
   * @throws IllegalArgumentException if one is out of range
   */
  public TopK {
    if (k < 1) {
      throw new IllegalArgumentException("k is " + k + ", must be at least 1");
    }
    if (!(alpha > 0 && Double.isFinite(alpha))) {
      throw new IllegalArgumentException("alpha is " + alpha + ", must be above 0");
    }
  }

  /**
   * Keeps k units by value, in training and at inference.
   *
   * @param k at least 1
   */
  public TopK(int k) {
    this(k, 1, Ranking.VALUE);
  }

  /** One for the units to keep, zero for the others, detached from any workspace. */
  INDArray mask(INDArray h, boolean training) {
    int units = (int) h.size(1);
    int kept = training ? k : (int) Math.max(1, Math.min(units, Math.round(alpha * k)));
    return LargestEntries.mask(ranking == Ranking.VALUE ? h : Transforms.abs(h, true), kept);
  }
}
