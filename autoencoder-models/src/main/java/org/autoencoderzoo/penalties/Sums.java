package org.autoencoderzoo.penalties;

import java.util.Arrays;
import org.autoencoderzoo.internal.ops.Ops;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Sums that keep their digits: ND4J adds up the whole of a float array in float. */
final class Sums {

  private Sums() {}

  /** Over examples: one row. */
  static INDArray overExamples(INDArray perExample) {
    return perExample.sum(true, 0);
  }

  /** Of the squares, over examples: one row. */
  static INDArray ofSquaresOverExamples(INDArray perExample) {
    return Ops.get().sumOfSquares(perExample);
  }

  /** Over examples and positions, {@code [1, K]} or {@code [1, K, 1, 1]}. */
  static INDArray ofChannels(INDArray perExample) {
    return Ops.get().sumOfChannels(perExample);
  }

  /** Over everything: by column, then in double. */
  static double of(INDArray perExample) {
    return Arrays.stream(doubles(overExamples(perExample))).sum();
  }

  /** The inner product of two rows. */
  static double ofProducts(INDArray row, INDArray other) {
    double[] a = doubles(row);
    double[] b = doubles(other);
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** What a row has for each unit, on the host: ND4J's own operations on so few take longer. */
  static double[] doubles(INDArray row) {
    return row.reshape(row.length()).toDoubleVector();
  }
}
