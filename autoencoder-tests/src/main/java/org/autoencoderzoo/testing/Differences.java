package org.autoencoderzoo.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Compares what is too long to be printed, and says where it differs. */
final class Differences {

  private Differences() {}

  /** To the last bit. */
  static void assertNone(String what, INDArray found, INDArray expected) {
    assertNone(what, found, expected, 0);
  }

  static void assertNone(String what, INDArray found, INDArray expected, double tolerance) {
    assertThat(found.shape()).as("shape of the " + what).isEqualTo(expected.shape());
    double[] a = numbers(found);
    double[] b = numbers(expected);
    int differ = 0;
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = Math.abs(a[i] - b[i]);
      if (!(difference <= tolerance)) { // Not a number differs, too.
        differ++;
        largest = Math.max(largest, difference);
      }
    }
    if (differ > 0) {
      throw new AssertionError(
          "%d of %d numbers differ, by up to %.3g: %s".formatted(differ, a.length, largest, what));
    }
  }

  /** Line by line. */
  static void assertNone(String what, String found, String expected) {
    List<String> a = found.lines().toList();
    List<String> b = expected.lines().toList();
    for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
      String line = i < a.size() ? a.get(i).strip() : "nothing";
      String wanted = i < b.size() ? b.get(i).strip() : "nothing";
      if (!line.equals(wanted)) {
        throw new AssertionError("found %s, expected %s: %s".formatted(line, wanted, what));
      }
    }
  }

  static boolean areThere(INDArray a, INDArray b) {
    return !Arrays.equals(numbers(a), numbers(b));
  }

  private static double[] numbers(INDArray array) {
    return array.dup('c').data().asDouble();
  }
}
