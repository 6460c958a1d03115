package org.autoencoderzoo.datasets;

import java.util.Locale;
import java.util.Set;
import org.autoencoderzoo.settings.Decimal;

/** A cell of a table: a number, a missing one, or a word. */
final class Cell {

  /** How other programs write that there is no number; a line of these is no header. */
  private static final Set<String> MISSING =
      Set.of("", "na", "n/a", "#n/a", "<na>", "nan", "+nan", "-nan", "null", "none", "nil", "?");

  private static final Set<String> INFINITE =
      Set.of("inf", "+inf", "-inf", "infinity", "+infinity", "-infinity");

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
    return isNumber(cell) || isMissing(cell) || INFINITE.contains(cell.toLowerCase(Locale.ROOT));
  }

  /** A text of the table, fit for a message. */
  static String shown(String text) {
    String printable = text.replaceAll("\\p{Cntrl}", "?");
    return printable.length() > SHOWN ? printable.substring(0, SHOWN) + "..." : printable;
  }

  /** Whether this is a number, were it 0,5. */
  static boolean isNumber(String cell) {
    return Decimal.isDecimal(cell.replace(',', '.'));
  }

  private static boolean isMissing(String cell) {
    return MISSING.contains(cell.toLowerCase(Locale.ROOT));
  }
}
