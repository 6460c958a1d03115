package org.autoencoderzoo.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Training rows, a part of which is held out to decide when to stop. The test rows have no say in
 * that: a model chosen by them would look better on them than it is.
 *
 * @param train rows to train on
 * @param validation rows held out, a tenth
 */
record ValidationSplit(INDArray train, INDArray validation) {

  private static final int PARTS = 10;

  /** Draws the rows to hold out; the same seed draws the same. */
  static ValidationSplit of(INDArray rows, long seed) {
    int n = Math.toIntExact(rows.size(0));
    if (n < 2) {
      throw new IllegalArgumentException(
          "--patience needs at least 2 training examples, one of them to hold out; there is " + n);
    }
    List<Integer> order = new ArrayList<>(IntStream.range(0, n).boxed().toList());
    Collections.shuffle(order, new Random(seed));
    int heldOut = Math.max(1, n / PARTS);
    return new ValidationSplit(
        pull(rows, order.subList(heldOut, n)), pull(rows, order.subList(0, heldOut)));
  }

  private static INDArray pull(INDArray rows, List<Integer> indices) {
    return Nd4j.pullRows(rows, 1, indices.stream().mapToInt(i -> i).sorted().toArray(), 'c');
  }
}
