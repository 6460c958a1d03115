package org.autoencoderzoo.settings;

/**
 * Numbers as people write them: digits, a point, an exponent. Java's own parser also takes what
 * only a program calls a number, such as {@code 3f} or {@code 0x1p3}.
 */
public final class Decimal {

  private Decimal() {}

  /**
   * Reads a number.
   *
   * @param text the number
   * @return its value
   * @throws NumberFormatException if the text is no finite number
   */
  public static double parse(String text) {
    double value = isDecimal(text) ? Double.parseDouble(text) : Double.NaN;
    if (!Double.isFinite(value)) {
      throw new NumberFormatException("expected a number such as -1.5e-3");
    }
    return value;
  }

  /**
   * Whether a text is an optional sign, digits with an optional point, and an optional exponent.
   *
   * @param text to look at
   * @return whether it is a number
   */
  public static boolean isDecimal(String text) {
    int length = text.length();
    int at = afterSign(text, 0);
    int whole = afterDigits(text, at);
    int digits = whole - at;
    if (whole < length && text.charAt(whole) == '.') {
      at = whole + 1;
      whole = afterDigits(text, at);
      digits += whole - at;
    }
    if (digits == 0 || whole == length) {
      return digits > 0;
    }
    if (text.charAt(whole) != 'e' && text.charAt(whole) != 'E') {
      return false;
    }
    at = afterSign(text, whole + 1);
    return at < length && afterDigits(text, at) == length;
  }

  private static int afterSign(String text, int at) {
    return at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+') ? at + 1 : at;
  }

  private static int afterDigits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
