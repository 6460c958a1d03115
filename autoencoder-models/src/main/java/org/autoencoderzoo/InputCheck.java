package org.autoencoderzoo;

import java.util.Arrays;
import java.util.function.DoublePredicate;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Refuses unusable rows before any work is done, naming the first bad row. */
final class InputCheck {

  private InputCheck() {}

  /** Requires a matrix of the given width whose values are all finite. */
  static void matrix(String what, INDArray rows, int width) {
    if (rows.rank() != 2 || rows.size(1) != width) {
      throw new IllegalArgumentException(
          "The "
              + what
              + " have shape "
              + Arrays.toString(rows.shape())
              + ", expected [N, "
              + width
              + "]");
    }
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
      double[] values = rows.get(NDArrayIndex.point(row)).dup().data().asDouble();
      for (int column = 0; column < values.length; column++) {
        if (!good.test(values[column])) {
          throw new IllegalArgumentException(
              "Row "
                  + row
                  + " of the "
                  + what
                  + ", column "
                  + column
                  + ", is "
                  + values[column]
                  + ": "
                  + problem);
        }
      }
    }
  }
}
