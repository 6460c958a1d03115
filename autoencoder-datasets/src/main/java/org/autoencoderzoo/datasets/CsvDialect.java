package org.autoencoderzoo.datasets;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;

/**
 * What the characters of a CSV file mean.
 *
 * @param separator stands between cells; a blank for any number of them
 * @param quote stands around cells that hold a separator
 * @param comment begins a line that is no row; 0 if nothing does
 * @param point stands before decimals
 * @param blanksBesideQuotes whether blanks may stand between separators and quotes
 * @param linesAbove lines that stand above the table, such as titles
 */
record CsvDialect(
    char separator,
    char quote,
    char comment,
    char point,
    boolean blanksBesideQuotes,
    int linesAbove) {

  /** A cell may have so many characters. */
  static final int LONGEST_CELL = 1 << 20;

  /** The parser for it, which tells nothing of the width of rows. */
  CsvReader.CsvReaderBuilder parser() {
    return CsvReader.builder()
        .fieldSeparator(separator)
        .quoteCharacter(quote)
        .commentStrategy(comment == 0 ? CommentStrategy.NONE : CommentStrategy.SKIP)
        .commentCharacter(comment == 0 ? freeCharacter() : comment)
        .trimWhitespacesAroundQuotes(blanksBesideQuotes)
        .skipEmptyLines(false)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .maxBufferSize(LONGEST_CELL);
  }

  /** The parser wants one that differs, even if it does not use it. */
  private char freeCharacter() {
    return separator != '#' && quote != '#' ? '#' : '%' != separator && '%' != quote ? '%' : '\1';
  }

  CsvDialect withPoint(char other) {
    return new CsvDialect(separator, quote, comment, other, blanksBesideQuotes, linesAbove);
  }

  CsvDialect withLinesAbove(int lines) {
    return new CsvDialect(separator, quote, comment, point, blanksBesideQuotes, lines);
  }

  /** The separator in a message. */
  String separators() {
    return switch (separator) {
      case ',' -> "commas";
      case ';' -> "semicolons";
      case '\t' -> "tabs";
      case '|' -> "vertical bars";
      case ' ' -> "blanks";
      default -> "'" + separator + "'";
    };
  }
}
