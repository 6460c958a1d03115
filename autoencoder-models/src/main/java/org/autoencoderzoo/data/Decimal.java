package org.autoencoderzoo.data;

import java.util.Locale;
import java.util.Set;

/**
 * Numbers as tables spell them: digits, a point, an exponent. Java's own parser also takes what no
 * table means by a number, such as {@code 3f} or {@code 0x1p3}.
 */
final class Decimal {

  /** How other programs write that there is no number; a line of these is no header. */
  private static final Set<String> MISSING =
      Set.of("", "na", "n/a", "#n/a", "<na>", "nan", "+nan", "-nan", "null", "none", "nil", "?");

  private static final Set<String> INFINITE =
      Set.of("inf", "+inf", "-inf", "infinity", "+infinity", "-infinity");

  private Decimal() {}

  /**
   * Reads a number.
   *
   * @throws NumberFormatException if it is none, or not a finite float; the message says what was
   *     expected
   */
  static float parse(String cell) {
    if (!isDecimal(cell)) {
      throw new NumberFormatException(
          isMissing(cell)
              ? "expected a number in every cell"
              : "expected a number such as -1.5e-3");
    }
    float value = Float.parseFloat(cell);
    if (Float.isInfinite(value)) {
      throw new NumberFormatException("expected a finite float, at most 3.4e38");
    }
    return value;
  }

  /** Whether this stands for a value, were it a missing one, an infinite one, or 0,5. */
  static boolean isValue(String cell) {
    return isDecimal(cell.replace(',', '.'))
        || isMissing(cell)
        || INFINITE.contains(cell.toLowerCase(Locale.ROOT));
  }

  private static boolean isMissing(String cell) {
    return MISSING.contains(cell.toLowerCase(Locale.ROOT));
  }

  /** An optional sign, digits with an optional point, and an optional exponent. */
  private static boolean isDecimal(String cell) {
    int length = cell.length();
    int at = afterSign(cell, 0);
    int whole = afterDigits(cell, at);
    int digits = whole - at;
    if (whole < length && cell.charAt(whole) == '.') {
      at = whole + 1;
      whole = afterDigits(cell, at);
      digits += whole - at;
    }
    if (digits == 0 || whole == length) {
      return digits > 0;
    }
    if (cell.charAt(whole) != 'e' && cell.charAt(whole) != 'E') {
      return false;
    }
    at = afterSign(cell, whole + 1);
    return at < length && afterDigits(cell, at) == length;
  }

  private static int afterSign(String cell, int at) {
    return at < cell.length() && (cell.charAt(at) == '-' || cell.charAt(at) == '+') ? at + 1 : at;
  }

  private static int afterDigits(String cell, int from) {
    int at = from;
    while (at < cell.length() && cell.charAt(at) >= '0' && cell.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
