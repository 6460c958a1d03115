package org.autoencoderzoo.examples.lecture;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * {@link Patches} to train on, and others to test with.
 *
 * @param train {@code [N, D]}
 * @param test {@code [M, D]}
 */
record PatchSplit(INDArray train, INDArray test) {

  /**
   * Splits patches, which lie in no order.
   *
   * @param patches {@code [N + M, D]}
   * @param trained N, the number of those to train on
   */
  static PatchSplit of(INDArray patches, int trained) {
    return new PatchSplit(
        patches.get(NDArrayIndex.interval(0, trained)).dup('c'),
        patches.get(NDArrayIndex.interval(trained, patches.size(0))).dup('c'));
  }
}
