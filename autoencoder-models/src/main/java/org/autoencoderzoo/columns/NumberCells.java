package org.autoencoderzoo.columns;

import java.io.Serializable;

/** Reads the cells of a column of numbers. */
final class NumberCells implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String column;
  private final MissingTexts missing;
  private final boolean isAboveMinusOne;

  NumberCells(String column, MissingTexts missing, Transform transform) {
    this.column = column;
    this.missing = missing;
    this.isAboveMinusOne = transform == Transform.LOG1P;
  }

  /**
   * Reads a cell of the current row.
   *
   * @return a finite number; NaN if there is none
   * @throws WrongTableException if the cell holds something else
   */
  double read(Rows rows, int at) throws WrongTableException {
    double number = rows.number(at);
    if (Double.isNaN(number)) {
      String text = rows.text(at);
      if (missing.contains(text)) {
        return number;
      }
      throw wrong(rows, at, expected(text));
    }
    if (missing.contains(number)) {
      return Double.NaN;
    }
    if (Double.isInfinite(number)) {
      throw wrong(rows, at, "a finite number; or count this text among the missing ones");
    }
    if (isAboveMinusOne && number <= -1) {
      throw wrong(rows, at, "a number above -1, because the column takes log(1 + x)");
    }
    return number;
  }

  /** For a number that is finite, but no longer so when it is scaled to a float. */
  WrongTableException tooFar(Rows rows, int at) {
    return wrong(rows, at, "a number nearer to those of the fit; clip the column");
  }

  WrongTableException wrong(Rows rows, int at, String expected) {
    return WrongTableException.ofCell(rows, at, column, expected);
  }

  private static String expected(String text) {
    return "a number such as -1.5e-3; declare the column a category, or count "
        + WrongTableException.quoted(text)
        + " among the missing texts";
  }
}
