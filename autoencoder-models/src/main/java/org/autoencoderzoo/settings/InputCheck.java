package org.autoencoderzoo.settings;

import java.util.Arrays;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;
import org.autoencoderzoo.internal.ops.Ops;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Refuses unusable rows before any work is done, naming the first bad row. Rows may be of any type
 * of numbers, or true and false for 1 and 0.
 */
public final class InputCheck {

  /** So far outside of [0,1] is a number that was scaled to it and rounded. */
  private static final double ROUNDING = 1e-6;

  private InputCheck() {}

  /**
   * Requires any number of examples of the given shape.
   *
   * @param what the rows are, in the plural
   * @param rows to check
   * @param example shape of one of them
   * @throws IllegalArgumentException if they are null, text, or of another shape
   */
  public static void shape(String what, INDArray rows, long... example) {
    if (rows == null
        || rows.dataType() == DataType.UTF8
        || rows.rank() != example.length + 1
        || !Arrays.equals(example, 0, example.length, rows.shape(), 1, rows.rank())) {
      String expected = "[N, " + joined(example) + "]";
      numbers(what, rows, expected);
      boolean isFlat =
          example.length == 3
              && rows.rank() == 2
              && rows.size(1) == Arrays.stream(example).reduce(1, Math::multiplyExact);
      throw unexpectedShape(
          what, rows, isFlat ? expected + "; Autoencoder.shaped makes images of rows" : expected);
    }
  }

  /**
   * Requires at least one row of any width, to learn from.
   *
   * @param what the rows are, in the plural
   * @param rows to check
   * @param width name of the width
   * @throws IllegalArgumentException if they are null, text, or no such matrix
   */
  public static void matrix(String what, INDArray rows, String width) {
    String expected = "[N, %s] with N and %s at least 1".formatted(width, width);
    numbers(what, rows, expected);
    if (rows.rank() != 2 || rows.length() == 0) {
      throw unexpectedShape(what, rows, expected);
    }
  }

  /**
   * Requires at least one example of any shape.
   *
   * @param name of the argument
   * @param examples to check
   * @throws IllegalArgumentException if they are null, none, or a single number
   */
  public static void notEmpty(String name, INDArray examples) {
    Arguments.given(name, examples);
    Arguments.require(
        examples.rank() > 0 && examples.size(0) > 0,
        name,
        examples.isEmpty() ? "empty" : "a single number",
        "at least one row");
  }

  /**
   * Requires any number of rows or images of any size.
   *
   * @param what they are, in the plural
   * @param examples to check
   * @throws IllegalArgumentException if they are null, text, or neither
   */
  public static void rowsOrImages(String what, INDArray examples) {
    String expected = "[N, D] or [N, C, H, W]";
    numbers(what, examples, expected);
    if (examples.rank() != 2 && examples.rank() != 4) {
      throw unexpectedShape(what, examples, expected);
    }
  }

  private static void numbers(String what, INDArray rows, String expected) {
    if (rows == null || rows.dataType() == DataType.UTF8) {
      throw new IllegalArgumentException(
          "The %s are %s, expected numbers of shape %s"
              .formatted(what, rows == null ? "null" : "text", expected));
    }
  }

  private static IllegalArgumentException unexpectedShape(
      String what, INDArray rows, String expected) {
    return new IllegalArgumentException(
        "The %s have shape %s, expected %s"
            .formatted(what, Arrays.toString(rows.shape()), expected));
  }

  /**
   * {@return the type in which rows are computed with: their own, or ND4J's default for rows of
   * whole numbers}
   *
   * @param rows of any type
   */
  public static DataType floatingType(INDArray rows) {
    return rows.dataType().isFPType() ? rows.dataType() : Nd4j.defaultFloatingPointType();
  }

  /**
   * Requires values that are all finite in the type in which they are computed with.
   *
   * @param what the rows are, in the plural
   * @param rows to check, of shape {@code [N, D]} or {@code [N, C, H, W]}
   * @param type to convert them to
   * @return the same rows in that type; not a copy if they have it already
   * @throws IllegalArgumentException if a value is not finite or too large for the type
   */
  public static INDArray finite(String what, INDArray rows, DataType type) {
    return finite(what, rows, type, 0);
  }

  /**
   * As {@link #finite(String, INDArray, DataType)}, for some of the rows.
   *
   * @param what the rows are, in the plural
   * @param rows to check
   * @param type to convert them to
   * @param first number of their first among all, from 0
   * @return as there
   * @throws IllegalArgumentException as there
   */
  public static INDArray finite(String what, INDArray rows, DataType type, long first) {
    INDArray typed = rows.castTo(type);
    if (type.isFPType() && !Ops.get().areFinite(typed)) {
      refuseFirst(what, rows, first, Double::isFinite, "not a finite number");
      refuseFirst(what, typed, first, Double::isFinite, "too large for numbers of type " + type);
    }
    return typed;
  }

  /**
   * Requires values in [0,1], but for what a scaler's rounding leaves outside: that is set to 0 or
   * 1.
   *
   * @param what the rows are, in the plural
   * @param x examples
   * @return the same examples; a copy only if values had to be set
   * @throws IllegalArgumentException if a value is outside by more than 1e-6, or not finite
   */
  public static INDArray unitInterval(String what, INDArray x) {
    return unitInterval(what, x, 0);
  }

  /**
   * As {@link #unitInterval(String, INDArray)}, for some of the rows.
   *
   * @param what the rows are, in the plural
   * @param x examples
   * @param first number of their first among all, from 0
   * @return as there
   * @throws IllegalArgumentException as there
   */
  public static INDArray unitInterval(String what, INDArray x, long first) {
    if (Ops.get().areWithin(x, 0, 1)) {
      return x;
    }
    if (Ops.get().areWithin(x, -ROUNDING, 1 + ROUNDING)) {
      return Nd4j.math().clipByValue(x, 0, 1);
    }
    refuseFirst(what, x, first, Double::isFinite, "not a finite number");
    refuseFirst(
        what,
        x,
        first,
        value -> value >= -ROUNDING && value <= 1 + ROUNDING,
        "outside [0,1], which the loss needs; scale each column by (x - least) / (greatest - least),"
            + " pixels by x / 255, or build the model for real values: inputRange REAL");
    return x;
  }

  /**
   * Requires values in [0,1] in some columns, which are the shares of categories' levels.
   *
   * @param what the rows are, in the plural
   * @param x rows {@code [N, D]}, finite, at least one
   * @param first number of their first among all, from 0
   * @param groups the columns of each category, {@code {first, end}}, the end excluded
   * @throws IllegalArgumentException if a value there is outside by more than 1e-6
   */
  public static void shares(String what, INDArray x, long first, int[][] groups) {
    if (groups.length == 0) {
      return;
    }
    double[] least = x.min(0).toDoubleVector();
    double[] greatest = x.max(0).toDoubleVector();
    for (int[] group : groups) {
      for (int column = group[0]; column < group[1]; column++) {
        if (least[column] < -ROUNDING || greatest[column] > 1 + ROUNDING) {
          refuseFirst(
              what,
              x,
              first,
              group[0],
              group[1],
              value -> value >= -ROUNDING && value <= 1 + ROUNDING,
              "outside [0,1], but columns %d to %d are one category, with a 1 for the level;"
                      .formatted(group[0], group[1] - 1)
                  + " encode rows with the model's columns");
        }
      }
    }
  }

  /**
   * Requires values of at least 0.
   *
   * @param what the rows are, in the plural
   * @param rows to check, of shape {@code [N, D]} or {@code [N, C, H, W]}
   * @param type to convert them to
   * @return the same rows in that type; not a copy if they have it already
   * @throws IllegalArgumentException if a value is negative, not finite or too large for the type
   */
  public static INDArray notNegative(String what, INDArray rows, DataType type) {
    return notNegative(what, rows, type, 0);
  }

  /**
   * As {@link #notNegative(String, INDArray, DataType)}, for some of the rows.
   *
   * @param what the rows are, in the plural
   * @param rows to check
   * @param type to convert them to
   * @param first number of their first among all, from 0
   * @return as there
   * @throws IllegalArgumentException as there
   */
  public static INDArray notNegative(String what, INDArray rows, DataType type, long first) {
    INDArray typed = finite(what, rows, type, first);
    if (!Ops.get().areWithin(typed, 0, Double.MAX_VALUE)) {
      refuseFirst(what, typed, first, value -> value >= 0, "negative");
    }
    return typed;
  }

  private static void refuseFirst(
      String what, INDArray rows, long first, DoublePredicate good, String problem) {
    refuseFirst(what, rows, first, 0, Integer.MAX_VALUE, good, problem);
  }

  private static void refuseFirst(
      String what,
      INDArray rows,
      long first,
      int from,
      int to,
      DoublePredicate good,
      String problem) {
    for (long row = 0; row < rows.size(0); row++) {
      double[] values = rows.get(NDArrayIndex.point(row)).dup('c').data().asDouble();
      for (int i = from; i < Math.min(to, values.length); i++) {
        if (!good.test(values[i])) {
          throw new IllegalArgumentException(
              "Row %d of the %s, %s, is %s: %s"
                  .formatted(first + row, what, place(i, rows.shape()), values[i], problem));
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
