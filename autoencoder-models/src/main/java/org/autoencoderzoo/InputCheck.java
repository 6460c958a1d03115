package org.autoencoderzoo;

import java.util.Arrays;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Refuses unusable rows before any work is done, naming the first bad row. */
final class InputCheck {

  private InputCheck() {}

  /** Requires any number of examples of the given shape. */
  static void shape(String what, INDArray rows, long... example) {
    if (rows.rank() != example.length + 1
        || !Arrays.equals(example, 0, example.length, rows.shape(), 1, rows.rank())) {
      throw new IllegalArgumentException(
          "The %s have shape %s, expected [N, %s]"
              .formatted(what, Arrays.toString(rows.shape()), joined(example)));
    }
  }

  /** Requires values that are all finite. */
  static void finite(String what, INDArray rows) {
    // One pass: a sum is finite only if every value is. An overflow of the sum is found out below.
    if (rows.size(0) > 0 && !Double.isFinite(rows.sumNumber().doubleValue())) {
      refuseFirst(what, rows, Double::isFinite, "not a finite number");
    }
  }

  /** Requires values in [0,1], which the cross-entropy needs. */
  static void unitInterval(INDArray x) {
    if (x.size(0) > 0 && (x.minNumber().doubleValue() < 0 || x.maxNumber().doubleValue() > 1)) {
      refuseFirst(
          "examples",
          x,
          value -> value >= 0 && value <= 1,
          "outside [0,1], which the cross-entropy needs; scale the data, or build the model for real"
              + " values");
    }
  }

  private static void refuseFirst(
      String what, INDArray rows, DoublePredicate good, String problem) {
    for (long row = 0; row < rows.size(0); row++) {
      double[] values = rows.get(NDArrayIndex.point(row)).dup('c').data().asDouble();
      for (int i = 0; i < values.length; i++) {
        if (!good.test(values[i])) {
          throw new IllegalArgumentException(
              "Row %d of the %s, %s, is %s: %s"
                  .formatted(row, what, place(i, rows.shape()), values[i], problem));
        }
      }
    }
  }

  private static String place(int i, long[] shape) {
    if (shape.length == 2) {
      return "column " + i;
    }
    long line = i / shape[3];
    return "channel %d, line %d, column %d"
        .formatted(line / shape[2], line % shape[2], i % shape[3]);
  }

  private static String joined(long[] sizes) {
    return Arrays.stream(sizes).mapToObj(Long::toString).collect(Collectors.joining(", "));
  }
}
