package org.autoencoderzoo.columns;

import java.io.IOException;
import org.autoencoderzoo.internal.files.Excerpt;

/**
 * A table does not hold what it must; the message names the table, and where it is one cell, its
 * line, column and value, what was expected, and the way out.
 */
public final class WrongTableException extends IOException {

  private static final long serialVersionUID = 1L;
  private static final int MOST_CHARACTERS = 60;

  /**
   * Refuses a table.
   *
   * @param message names the table and what is wrong
   */
  public WrongTableException(String message) {
    super(message);
  }

  /**
   * Refuses a table.
   *
   * @param message names the table and what is wrong
   * @param cause what reading it ended in
   */
  public WrongTableException(String message, Throwable cause) {
    super(message, cause);
  }

  /** A text of the table, fit for a message. */
  static String quoted(String text) {
    return text == null ? "no value" : '"' + Excerpt.of(text, MOST_CHARACTERS) + '"';
  }
}
