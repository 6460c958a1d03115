package org.autoencoderzoo.datasets;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Documents as counts of words, with a label each.
 *
 * <p>Neither array is copied, neither on the way in nor on the way out.
 *
 * @param counts {@code [N, V]}, float32, 'c' order: how often each word of the vocabulary occurs; a
 *     row may be all zeros
 * @param labels N class numbers, from 0
 */
public record Documents(INDArray counts, int[] labels) {

  /** {@return {@code [N, V]}, a new array: log(1 + count), which long documents do not dominate} */
  public INDArray logCounts() {
    return Transforms.log(counts.add(1), false);
  }
}
