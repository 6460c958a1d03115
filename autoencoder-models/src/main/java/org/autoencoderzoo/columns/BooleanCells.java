package org.autoencoderzoo.columns;

import java.io.Serializable;

/** Reads the cells of a column of yes and no. */
record BooleanCells(String column, MissingTexts missing) implements Serializable {

  /**
   * Reads a cell of the current row.
   *
   * @return 0 or 1; -1 if there is none
   * @throws WrongTableException if the cell holds something else
   */
  int read(Rows rows, int at) throws WrongTableException {
    String text = rows.text(at);
    int value = text == null ? -1 : BooleanWords.value(text);
    if (missing.contains(text)) {
      return -1;
    }
    if (value < 0) {
      throw WrongTableException.ofCell(
          rows,
          at,
          column,
          "true or false, yes or no; declare the column a category, or count "
              + WrongTableException.quoted(text)
              + " among the missing texts");
    }
    return value;
  }
}
