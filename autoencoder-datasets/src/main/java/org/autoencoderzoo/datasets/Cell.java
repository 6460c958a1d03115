package org.autoencoderzoo.datasets;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.autoencoderzoo.settings.Decimal;

/** A cell of a table: a number, a missing one, or a word. */
final class Cell {

  /** How other programs write that there is no number; a line of these is no header. */
  private static final Set<String> MISSING =
      Set.of(
          "", "na", "n/a", "#n/a", "<na>", "nan", "+nan", "-nan", "null", "none", "nil", "?",
          "#div/0!", "#value!", "#ref!", "#name?", "#num!", "#null!");

  private static final Set<String> INFINITE =
      Set.of("inf", "+inf", "-inf", "infinity", "+infinity", "-infinity");

  private static final Pattern THOUSANDS = Pattern.compile("[-+]?[1-9][0-9]{0,2}([.,][0-9]{3})+");

  private static final Pattern WITH_THOUSANDS =
      Pattern.compile("[-+]?[0-9]{1,3}(([.,']|\\h)[0-9]{3}(\\2[0-9]{3})*)([.,][0-9]+)?");

  private static final int SHOWN = 60;

  private Cell() {}

  /**
   * Reads a number.
   *
   * @throws NumberFormatException if it is none, or not a finite float; the message says what was
   *     expected
   */
  static float parse(String cell) {
    float value = Decimal.isDecimal(cell) ? Float.parseFloat(cell) : Float.NaN;
    if (!Float.isFinite(value)) {
      throw new NumberFormatException(expected(cell));
    }
    return value;
  }

  /** What was expected of a cell that is no finite float. */
  static String expected(String cell) {
    if (isMissing(cell)) {
      return "expected a number in every cell";
    }
    return isNumber(cell)
        ? "expected a finite float, at most 3.4e38"
        : "expected a number such as -1.5e-3";
  }

  /** Whether this stands for a value, were it a missing one, an infinite one, or 0,5. */
  static boolean isValue(String cell) {
    return isNumber(cell)
        || hasThousands(cell)
        || isMissing(cell)
        || INFINITE.contains(cell.toLowerCase(Locale.ROOT));
  }

  /** A text of the table, fit for a message. */
  static String shown(String text) {
    String printable = text.replaceAll("\\p{Cntrl}", "?");
    return printable.length() > SHOWN ? printable.substring(0, SHOWN) + "..." : printable;
  }

  /**
   * Whether a character at the end of a cell is no part of it: a web page has blanks of its own.
   */
  static boolean isBlank(char c) {
    return c <= ' ' || c == '\u00a0';
  }

  /** A text without the blanks around it. */
  static String trimmed(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (start < end && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /** Whether this is a number whose thousands stand apart, such as 1,234.50. */
  static boolean hasThousands(String cell) {
    return WITH_THOUSANDS.matcher(cell).matches();
  }

  /** Whether a number has a comma or point where thousands may end: 1,234 or 12.345.678. */
  static boolean mayHaveThousands(String cell) {
    return THOUSANDS.matcher(cell).matches();
  }

  /** Whether this is a number, were it 0,5. */
  static boolean isNumber(String cell) {
    return Decimal.isDecimal(cell.replace(',', '.'));
  }

  private static boolean isMissing(String cell) {
    return MISSING.contains(cell.toLowerCase(Locale.ROOT));
  }
}
