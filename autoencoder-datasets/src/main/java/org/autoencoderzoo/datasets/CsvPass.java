package org.autoencoderzoo.datasets;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.Iterator;
import java.util.function.LongConsumer;
import java.util.zip.ZipException;
import org.autoencoderzoo.columns.Rows;
import org.autoencoderzoo.columns.WrongTableException;
import org.tukaani.xz.XZIOException;

/** One pass over a CSV file. */
final class CsvPass implements Rows {
  private final String file;
  private final CsvLayout layout;
  private final CsvLine line;
  private final CsvReader<CsvLine> reader;
  private final Iterator<CsvLine> lines;
  private final LongConsumer atEnd;
  private long rows;

  /** Blank lines of a table of one column that are yet to be told: rows without a value. */
  private long blanks;

  private boolean isBlank;
  private long blankLine;
  private boolean isHeld;

  /**
   * Begins the pass.
   *
   * @param atEnd takes the number of rows, if the pass comes to the end
   */
  CsvPass(String file, CsvLayout layout, InputStream bytes, LongConsumer atEnd) throws IOException {
    this.file = file;
    this.layout = layout;
    this.atEnd = atEnd;
    this.line = new CsvLine(layout.dialect().separator());
    this.reader =
        layout
            .dialect()
            .parser()
            .allowUnclosedQuote(false)
            .build(line, new DecodedText(bytes, layout.start().charset()));
    reader.skipLines(layout.dialect().linesAbove());
    this.lines = reader.iterator();
    if (layout.isHeaderRow()) {
      read();
      blanks = 0;
    }
  }

  @Override
  public boolean next() throws IOException {
    if (!isHeld && blanks == 0) {
      isHeld = read();
      if (!isHeld) {
        atEnd.accept(rows);
        return false; // Blank lines at the end are no rows.
      }
    }
    rows++;
    isBlank = blanks > 0;
    if (isBlank) {
      blankLine = line.number() - blanks;
      blanks--;
      return true;
    }
    isHeld = false;
    requireRow();
    return true;
  }

  /** Reads the next line that is not blank. */
  private boolean read() throws IOException {
    try {
      while (lines.hasNext()) {
        if (!lines.next().isBlank()) {
          return true;
        }
        blanks += layout.width() == 1 ? 1 : 0;
      }
      blanks = 0;
      return false;
    } catch (CsvParseException e) {
      throw new WrongTableException(file + ", line " + line.lastLine() + ": " + reason(e), e);
    } catch (UncheckedIOException e) {
      throw damaged(e.getCause());
    }
  }

  private String reason(CsvParseException e) {
    String column = "column " + (line.size() + 1);
    if (e.getMessage().startsWith("Unexpected character after closing quote")) {
      return "in "
          + column
          + " text stands behind a closing quote, expected a separator; a quote within quotes is"
          + " written twice";
    }
    if (e.getMessage().startsWith("Unclosed")) {
      return "in " + column + " a quote opens that is never closed; close it, or say another quote";
    }
    return "in %s a value or line is too long, expected at most %d and %d characters; perhaps a quote opens there that is never closed, or it is another kind of file"
        .formatted(column, CsvDialect.LONGEST_CELL, CsvLine.LONGEST);
  }

  private IOException damaged(IOException e) {
    String where = file + ", line " + line.lastLine();
    if (e instanceof CharacterCodingException) {
      return new WrongTableException(
          "%s: holds bytes that are no text in %s; say its encoding, such as ISO-8859-1"
              .formatted(where, layout.start().charset()),
          e);
    }
    if (e instanceof EOFException || e instanceof ZipException || e instanceof XZIOException) {
      return new WrongTableException(
          where + ": the compressed file is damaged: " + e.getMessage() + "; get it again", e);
    }
    return new IOException(where + ": cannot be read: " + e.getMessage(), e);
  }

  private void requireRow() throws WrongTableException {
    if (line.size() != layout.width()) {
      throw new WrongTableException(
          "%s: has %s separated by %s, expected %d as %s; mend the line, or say another separator, or how many lines to skip above the table"
              .formatted(
                  where(),
                  line.size() == 1 ? "1 value" : line.size() + " values",
                  layout.dialect().separators(),
                  layout.width(),
                  layout.headerLine() > 0
                      ? "the header in line " + layout.headerLine() + " has it"
                      : "the first row has it"));
    }
    if (!layout.header().isEmpty()
        && line.holds(layout.header(), line.size() - layout.header().size())) {
      throw new WrongTableException(
          "%s: is the header of line %d again, expected a row; remove it"
              .formatted(where(), layout.headerLine()));
    }
  }

  @Override
  public String text(int column) {
    if (isBlank) {
      return "";
    }
    String text = line.cell(column + layout.skipped());
    // Whoever looks at texts to find out what they are knows numbers with a point only.
    return layout.dialect().point() == ',' && !Double.isNaN(number(column))
        ? text.replace(',', '.')
        : text;
  }

  @Override
  public double number(int column) {
    return isBlank ? Double.NaN : line.number(column + layout.skipped(), layout.dialect().point());
  }

  @Override
  public String where() {
    return file + ", line " + (isBlank ? blankLine : line.number());
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
