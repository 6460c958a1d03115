package org.autoencoderzoo.columns;

import java.io.Serializable;
import java.util.Locale;
import java.util.Set;

/** Reads the cells of one column, each of the current row of a pass. */
record Cells(String column, MissingTexts missing) implements Serializable {

  private static final Set<String> NO = Set.of("false", "no", "off", "f", "n", "0");
  private static final Set<String> YES = Set.of("true", "yes", "on", "t", "y", "1");

  /** 0 for what people write for no, 1 for yes, in whatever case; -1 if the text is neither. */
  static int noOrYes(String text) {
    String word = text.toLowerCase(Locale.ROOT);
    return NO.contains(word) ? 0 : YES.contains(word) ? 1 : -1;
  }

  boolean isMissing(Rows rows, int at) {
    return missing.contains(rows.text(at));
  }

  /**
   * A number that a transform takes.
   *
   * @return a finite number; NaN if there is none
   * @throws WrongTableException if the cell holds something else
   */
  double number(Rows rows, int at, Transform transform) throws WrongTableException {
    double number = rows.number(at);
    if (Double.isNaN(number)) {
      if (isMissing(rows, at)) {
        return number;
      }
      throw wrong(
          rows,
          at,
          "a number such as -1.5e-3; declare the column a category, or count %s among the missing"
              + " texts");
    }
    if (missing.contains(number)) {
      return Double.NaN;
    }
    if (Double.isInfinite(number)) {
      throw wrong(rows, at, "a finite number; or count this text among the missing ones");
    }
    if (transform == Transform.LOG1P && number <= -1) {
      throw wrong(rows, at, "a number above -1, because the column takes log(1 + x)");
    }
    return number;
  }

  /**
   * How many times the row counts.
   *
   * @throws WrongTableException if the cell holds no number of at least 0
   */
  double weight(Rows rows, int at) throws WrongTableException {
    double weight = number(rows, at, Transform.IDENTITY);
    if (weight >= 0 && weight <= Float.MAX_VALUE) {
      return weight;
    }
    throw wrong(rows, at, "the weight of the row, a number of at least 0");
  }

  /**
   * A no or yes.
   *
   * @return 0 or 1; -1 if there is none
   * @throws WrongTableException if the cell holds something else
   */
  int noOrYes(Rows rows, int at) throws WrongTableException {
    if (isMissing(rows, at)) {
      return -1;
    }
    int value = noOrYes(rows.text(at));
    if (value < 0) {
      throw wrong(
          rows,
          at,
          "true or false, yes or no; declare the column a category, or count %s among the missing"
              + " texts");
    }
    return value;
  }

  /**
   * Refuses a cell.
   *
   * @param expected in which %s stands for the cell
   */
  WrongTableException wrong(Rows rows, int at, String expected) {
    String found = WrongTableException.quoted(rows.text(at));
    return new WrongTableException(
        "%s: column %s has %s, expected %s"
            .formatted(
                rows.where(),
                WrongTableException.quoted(column),
                found,
                expected.replace("%s", found)));
  }
}
