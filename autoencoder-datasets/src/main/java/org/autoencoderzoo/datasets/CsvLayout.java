package org.autoencoderzoo.datasets;

import java.util.List;
import java.util.regex.Pattern;

/**
 * How a CSV file is to be read.
 *
 * @param start its beginning
 * @param dialect what its characters mean
 * @param width cells of each row
 * @param header the cells of the header; empty if there is none
 * @param headerLine the line that has it, from 1; 0 if there is none
 * @param isHeaderRow whether the first row is the header, which a comment may be, too
 * @param skipped cells at the beginning of each row that belong to no column: 1 for an index, else
 *     0
 * @param names of the columns
 */
record CsvLayout(
    TextStart start,
    CsvDialect dialect,
    int width,
    List<String> header,
    long headerLine,
    boolean isHeaderRow,
    int skipped,
    List<String> names) {

  private static final Pattern TWO_WHOLES = Pattern.compile("[-+]?[0-9]+,[0-9]+|");
  private static final int LOOKED_AT = 100;

  /** What was found out, in one line. */
  String description() {
    StringBuilder words = new StringBuilder();
    words.append(names.size() == 1 ? "1 column" : names.size() + " columns");
    if (width > 1) {
      words.append(" separated by ").append(dialect.separators());
    }
    words.append(headerLine > 0 ? ", header in line " + headerLine : ", no header");
    int above = dialect.linesAbove();
    if (above > 0) {
      words
          .append(above == 1 ? ", 1 line" : ", " + above + " lines")
          .append(" above the table skipped");
    }
    if (skipped > 0) {
      words.append(", first cells left out, which number or name the rows");
    }
    if (dialect.point() == ',') {
      words.append(", decimal commas");
    }
    if (mayBeDecimals()) {
      words.append(", or 1 column of decimal commas, if another separator is said");
    }
    if (dialect.quote() != '"') {
      words.append(", quotes ").append(dialect.quote());
    }
    if (dialect.comment() != 0) {
      words.append(", comments begin with ").append(dialect.comment());
    }
    return words.append(", ").append(start.encoding()).toString();
  }

  /** Whether 1,5 on each line, without a header, might be one number instead of two. */
  private boolean mayBeDecimals() {
    return width == 2
        && headerLine == 0
        && dialect.separator() == ','
        && start.text().lines().limit(LOOKED_AT).allMatch(TWO_WHOLES.asMatchPredicate());
  }
}
