package org.autoencoderzoo.datasets;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A line from the beginning of a file.
 *
 * @param number of the line, from 1
 * @param cells without the blanks around them
 * @param quoted which of them stood between quotes
 */
record SampleLine(long number, List<String> cells, BitSet quoted) {

  /** The lines with something on them, as far as they are whole and can be read. */
  static List<SampleLine> all(TextStart start, CsvDialect dialect) {
    List<SampleLine> lines = new ArrayList<>();
    try (CsvReader<SampleLine> reader =
        dialect
            .parser()
            .maxBufferSize(start.text().length() + 1)
            .build(new Handler(dialect.separator()), start.text())) {
      reader.skipLines(dialect.linesAbove());
      reader.forEach(
          line -> {
            if (line.cells.size() > 1 || !String.join("", line.cells).isEmpty()) {
              lines.add(line);
            }
          });
    } catch (CsvParseException e) {
      return lines; // The rows up to there; reading them all tells where it is, and what.
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Of a text in memory there is none.
    }
    if (!start.isAll() && lines.size() > 1) {
      lines.remove(lines.size() - 1);
    }
    return lines;
  }

  /** Collects the cells of a line. */
  private static final class Handler extends AbstractBaseCsvCallbackHandler<SampleLine> {
    private final boolean mergesBlanks;
    private List<String> cells;
    private BitSet quoted;

    Handler(char separator) {
      this.mergesBlanks = separator == ' ';
    }

    @Override
    protected void handleBegin(long line) {
      cells = new ArrayList<>();
      quoted = new BitSet();
    }

    @Override
    protected void handleField(int index, char[] from, int offset, int count, boolean isQuoted) {
      if (count > 0 || isQuoted || !mergesBlanks) {
        quoted.set(cells.size(), isQuoted);
        cells.add(Cell.trimmed(new String(from, offset, count)));
      }
    }

    @Override
    protected SampleLine buildRecord() {
      return new SampleLine(getStartingLineNumber(), cells, quoted);
    }
  }
}
