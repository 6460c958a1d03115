package org.autoencoderzoo.examples.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers with as many digits as a reader wants. */
public final class Rounded {

  private static final MathContext FIGURE = new MathContext(3);
  private static final MathContext TICK = new MathContext(6);
  private static final double SMALLEST_PLAIN = 1e-4;
  private static final double LARGEST_PLAIN = 1e9;

  private Rounded() {}

  /**
   * {@return a measured figure: three significant digits, but never fewer than its whole part has}
   *
   * @param value to round
   */
  public static String figure(double value) {
    return Math.abs(value) >= 1000 ? text(Math.rint(value), TICK) : text(value, FIGURE);
  }

  /**
   * {@return a label of an axis: neighbours must differ, so with more digits, of which few are
   * needed}
   *
   * @param value to round
   */
  public static String tick(double value) {
    return text(value, TICK);
  }

  /**
   * {@return a share as a percentage, such as 12.5%}
   *
   * @param share from 0 to 1
   */
  public static String percent(double share) {
    return figure(100 * share) + "%";
  }

  private static String text(double value, MathContext digits) {
    if (Double.isNaN(value)) {
      return "not a number";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "infinite" : "minus infinite";
    }
    double magnitude = Math.abs(value);
    if (magnitude >= LARGEST_PLAIN || (magnitude > 0 && magnitude < SMALLEST_PLAIN)) {
      return String.format(Locale.ROOT, "%.2e", value);
    }
    if (value == Math.rint(value)) {
      return Long.toString((long) value);
    }
    return new BigDecimal(value).round(digits).stripTrailingZeros().toPlainString();
  }
}
