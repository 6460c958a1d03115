package org.autoencoderzoo.datasets;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;

/**
 * Reads numbers from characters, by the rules of {@link org.autoencoderzoo.settings.Decimal}, and
 * to the same bits as {@link Double#parseDouble}.
 */
final class DecimalChars {

  /** So many digits fit into a long, whatever they are. */
  private static final int LONG_DIGITS = 18;

  /** Whole numbers up to this are doubles, and so are the powers below: one rounding is exact. */
  private static final long EXACT = 1L << 53;

  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  /** Far above and below what a double can be. */
  private static final int MOST_EXPONENT = 100_000;

  private DecimalChars() {}

  /**
   * Reads a number.
   *
   * @param text holds it
   * @param from where it begins
   * @param to where it ends
   * @param point the character before its decimals: a point or a comma
   * @return infinite beyond the range of a double; NaN if it is no number
   */
  static double parse(char[] text, int from, int to, char point) {
    int at = from;
    boolean isNegative = at < to && text[at] == '-';
    if (isNegative || (at < to && text[at] == '+')) {
      at++;
    }
    long digits = 0;
    int start = at;
    while (at < to && isDigit(text[at])) {
      digits = 10 * digits + (text[at] - '0');
      at++;
    }
    int count = at - start;
    int exponent = 0;
    if (at < to && text[at] == point) {
      at++;
      int fraction = at;
      while (at < to && isDigit(text[at])) {
        digits = 10 * digits + (text[at] - '0');
        at++;
      }
      exponent = fraction - at;
      count -= exponent;
    }
    if (count == 0) {
      return Double.NaN;
    }
    if (at < to) {
      int written = exponent(text, at, to);
      if (written == Integer.MIN_VALUE) {
        return Double.NaN;
      }
      exponent += written;
    }
    if (count <= LONG_DIGITS
        && digits <= EXACT
        && exponent < POWERS.length
        && -exponent < POWERS.length) {
      double value = exponent < 0 ? digits / POWERS[-exponent] : digits * POWERS[exponent];
      return isNegative ? -value : value;
    }
    return exact(text, from, to, point);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** The exponent at the end of a number; the smallest integer if there is something else. */
  private static int exponent(char[] text, int from, int to) {
    if ((text[from] != 'e' && text[from] != 'E') || from + 1 == to) {
      return Integer.MIN_VALUE;
    }
    boolean isNegative = text[from + 1] == '-';
    int at = isNegative || text[from + 1] == '+' ? from + 2 : from + 1;
    if (at == to) {
      return Integer.MIN_VALUE;
    }
    int exponent = 0;
    while (at < to) {
      if (!isDigit(text[at])) {
        return Integer.MIN_VALUE;
      }
      exponent = Math.min(MOST_EXPONENT, 10 * exponent + (text[at] - '0'));
      at++;
    }
    return isNegative ? -exponent : exponent;
  }

  private static double exact(char[] text, int from, int to, char point) {
    if (point == '.') {
      return JavaDoubleParser.parseDouble(text, from, to - from);
    }
    return Double.parseDouble(new String(text, from, to - from).replace(point, '.'));
  }
}
