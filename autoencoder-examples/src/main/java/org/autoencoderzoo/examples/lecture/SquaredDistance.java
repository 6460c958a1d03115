package org.autoencoderzoo.examples.lecture;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Squared distances between examples, means over rows {@code [N, D]}. */
final class SquaredDistance {

  private static final int BATCH = 100;

  private SquaredDistance() {}

  /**
   * Of each row to its counterpart.
   *
   * @param rows {@code [N, D]}
   * @param others {@code [N, D]}, or {@code [1, D]}, the counterpart of all
   */
  static double mean(INDArray rows, INDArray others) {
    INDArray difference = rows.sub(others);
    INDArray distances = difference.muli(difference).sum(1);
    return distances.castTo(DataType.DOUBLE).meanNumber().doubleValue();
  }

  /**
   * Of each row to the nearest of others.
   *
   * @param rows {@code [N, D]}
   * @param others {@code [M, D]}
   */
  static double meanToNearest(INDArray rows, INDArray others) {
    INDArray squares = others.mul(others).sum(1);
    double sum = 0;
    for (int i = 0; i < rows.size(0); i += BATCH) {
      INDArray some = rows.get(NDArrayIndex.interval(i, Math.min(i + BATCH, rows.size(0))));
      INDArray less = some.mmul(others.transpose()).muli(-2).addiRowVector(squares).min(1);
      sum += less.sumNumber().doubleValue() + some.mul(some).sumNumber().doubleValue();
    }
    return sum / rows.size(0);
  }
}
