package org.autoencoderzoo.testing;

import java.util.Arrays;
import java.util.Locale;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Compares numbers and arrays, and says in words and numbers what differs. */
final class Comparison {

  private Comparison() {}

  /**
   * Requires a number.
   *
   * @param what "The score of the copy"
   * @param actual its value
   * @param reference "that of the original"
   * @param expected its value
   * @param tolerance largest difference that is allowed
   * @throws AssertionError if the numbers differ by more
   */
  static void close(
      String what, double actual, String reference, double expected, double tolerance) {
    if (!(Math.abs(actual - expected) <= tolerance)) {
      throw new AssertionError(
          what
              + " is "
              + text(actual, expected)
              + ", but "
              + reference
              + " is "
              + text(expected, actual)
              + ".");
    }
  }

  /**
   * Requires an array, to the last bit.
   *
   * @param what in the plural: "The parameters of the copy"
   * @param actual its values
   * @param reference "those of the original"
   * @param expected their values
   * @throws AssertionError if shape, type or a number differs
   */
  static void equal(String what, INDArray actual, String reference, INDArray expected) {
    close(what, actual, reference, expected, 0);
  }

  /**
   * Requires an array.
   *
   * @param what in the plural: "The parameters of the copy"
   * @param actual its values
   * @param reference "those of the original"
   * @param expected their values
   * @param tolerance largest difference of two numbers that is allowed
   * @throws AssertionError if the shape differs, or a number by more
   */
  static void close(
      String what, INDArray actual, String reference, INDArray expected, double tolerance) {
    if (!Arrays.equals(actual.shape(), expected.shape())) {
      throw new AssertionError(
          what
              + " are of shape "
              + Arrays.toString(actual.shape())
              + ", but "
              + reference
              + " are of shape "
              + Arrays.toString(expected.shape())
              + ".");
    }
    double[] a = flat(actual);
    double[] b = flat(expected);
    int worst = 0;
    int wrong = 0;
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = difference(a[i], b[i]);
      if (difference > tolerance) {
        wrong++;
        // A clear step only: of entries that are alike the first, on every processor.
        if (difference > 1.001 * largest) {
          largest = difference;
          worst = i;
        }
      }
    }
    if (wrong > 0) {
      throw new AssertionError(
          String.format(
              Locale.ROOT,
              "%s differ from %s in %d of %d numbers, most at %s: %s, not %s.",
              what,
              reference,
              wrong,
              a.length,
              Arrays.toString(index(worst, actual.shape())),
              text(a[worst], b[worst]),
              text(b[worst], a[worst])));
    }
  }

  private static double difference(double a, double b) {
    if (Double.compare(a, b) == 0) {
      return 0;
    }
    double difference = Math.abs(a - b);
    return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
  }

  /** In the order of the indices, whatever the order in memory. */
  static double[] flat(INDArray array) {
    return array.castTo(DataType.DOUBLE).dup('c').data().asDouble();
  }

  /** The indices of an entry of {@link #flat}. */
  static long[] index(int entry, long[] shape) {
    long[] index = new long[shape.length];
    long rest = entry;
    for (int i = shape.length - 1; i >= 0; i--) {
      index[i] = rest % shape[i];
      rest /= shape[i];
    }
    return index;
  }

  /** A number with three digits, or as many as tell it from another. */
  static String text(double number, double other) {
    for (int digits = 3; digits < 17; digits++) {
      String text = text(number, digits);
      if (number == other || !text.equals(text(other, digits))) {
        return text;
      }
    }
    return Double.toString(number);
  }

  private static String text(double number, int digits) {
    double size = Math.abs(number);
    if (number == 0 || Double.isNaN(number) || Double.isInfinite(number)) {
      return number == 0 ? "0" : Double.toString(number);
    }
    if (size < 1e-3 || size >= 1e6) {
      return String.format(Locale.ROOT, "%." + (digits - 1) + "e", number);
    }
    int before = (int) Math.floor(Math.log10(size)) + 1;
    return String.format(Locale.ROOT, "%." + Math.max(0, digits - before) + "f", number);
  }
}
