package org.autoencoderzoo.columns;

import java.io.Closeable;
import java.io.IOException;
import org.autoencoderzoo.settings.Decimal;

/** One pass over a table, row by row. Not safe for threads. */
public interface Rows extends Closeable {

  /**
   * Moves on to the next row; before the first call there is none.
   *
   * @return false at the end
   * @throws IOException if the row cannot be read
   */
  boolean next() throws IOException;

  /**
   * A cell of the current row as it stands, without the blanks around it.
   *
   * @param column from 0
   * @return the text; null where the source itself has no value, such as SQL's NULL
   */
  String text(int column);

  /**
   * A cell of the current row as a number, by the rules of {@link Decimal}. Sources with types of
   * their own, or with a faster way, override it.
   *
   * @param column from 0
   * @return the number; NaN if the cell holds none, whatever else it holds
   */
  default double number(int column) {
    String text = text(column);
    return text != null && Decimal.isDecimal(text) ? Double.parseDouble(text) : Double.NaN;
  }

  /**
   * {@return where the current row stands, for messages: "credit.csv, line 17", the line as an
   * editor counts}
   */
  String where();
}
