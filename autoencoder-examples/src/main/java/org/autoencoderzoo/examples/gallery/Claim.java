package org.autoencoderzoo.examples.gallery;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.autoencoderzoo.examples.page.Rounded;

/**
 * A statement that an example has measured.
 *
 * @param statement in words
 * @param measured the numbers
 * @param expected what they must be, such as "at most 0.5"
 * @param holds whether they are
 */
record Claim(String statement, String measured, String expected, boolean holds) {

  static Claim atMost(String statement, double value, double most) {
    return new Claim(
        statement, Rounded.tick(value), "at most " + Rounded.tick(most), value <= most);
  }

  static Claim atLeast(String statement, double value, double least) {
    return new Claim(
        statement, Rounded.tick(value), "at least " + Rounded.tick(least), value >= least);
  }

  static Claim rising(String statement, double... values) {
    return new Claim(statement, list(values), "rising", rises(values));
  }

  static Claim falling(String statement, double... values) {
    double[] negative = Arrays.stream(values).map(value -> -value).toArray();
    return new Claim(statement, list(values), "falling", rises(negative));
  }

  private static boolean rises(double[] values) {
    return IntStream.range(1, values.length).allMatch(i -> values[i] > values[i - 1]);
  }

  private static String list(double[] values) {
    return Arrays.stream(values).mapToObj(Rounded::tick).collect(Collectors.joining(", "));
  }

  String text() {
    return statement + ": " + measured + " (" + expected + ")";
  }
}
