package org.autoencoderzoo;

import java.util.Arrays;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;
import org.autoencoderzoo.kernels.Extremes;
import org.autoencoderzoo.kernels.HostMemory;
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
    if (!isWithin(rows, -Double.MAX_VALUE, Double.MAX_VALUE)) {
      refuseInfinite(what, rows);
    }
  }

  /** Requires values in [0,1], which the cross-entropy needs. */
  static void unitInterval(INDArray x) {
    if (!isWithin(x, 0, 1)) {
      refuseInfinite("examples", x);
      refuseFirst(
          "examples",
          x,
          value -> value >= 0 && value <= 1,
          "outside [0,1], which the cross-entropy needs; scale the data, or build the model for real"
              + " values");
    }
  }

  /** Whether all values are, none of them NaN; may be false where a sum of large ones overflows. */
  private static boolean isWithin(INDArray rows, double least, double greatest) {
    if (rows.size(0) == 0) {
      return true;
    }
    if (HostMemory.holds(rows)) {
      Extremes extremes = Extremes.of(rows);
      return extremes.least() >= least && extremes.greatest() <= greatest;
    }
    // A NaN may be none of ND4J's extremes, but it is in the sum.
    return Double.isFinite(rows.sumNumber().doubleValue())
        && rows.minNumber().doubleValue() >= least
        && rows.maxNumber().doubleValue() <= greatest;
  }

  private static void refuseInfinite(String what, INDArray rows) {
    refuseFirst(what, rows, Double::isFinite, "not a finite number");
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
