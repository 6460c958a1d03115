package org.autoencoderzoo.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.datavec.api.records.reader.impl.csv.CSVRecordReader;
import org.datavec.api.split.InputStreamInputSplit;
import org.datavec.api.writable.Writable;

/** Parses and checks the lines of one CSV file for {@link CsvMatrix}. */
final class CsvRows {
  private final Path file;
  private final int expectedColumns;
  private int line;

  CsvRows(Path file, int expectedColumns) {
    this.file = file;
    this.expectedColumns = expectedColumns;
  }

  float[][] read(InputStream in) throws IOException {
    List<float[]> rows = new ArrayList<>();
    OptionalInt blank = OptionalInt.empty();
    try (CSVRecordReader reader = new CSVRecordReader()) {
      reader.initialize(new InputStreamInputSplit(in));
      List<String> cells = nextLine(reader);
      while (!cells.isEmpty()) {
        if (cells.size() == 1 && cells.get(0).isEmpty()) {
          blank = blank.isPresent() ? blank : OptionalInt.of(line);
        } else if (blank.isPresent()) {
          line = blank.getAsInt();
          throw error("is blank, expected " + shape());
        } else if (line > 1 || !isHeader(cells)) {
          rows.add(row(cells));
        }
        cells = nextLine(reader);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("CSVRecordReader does not wait for anything", e);
    }
    if (rows.isEmpty()) {
      throw new IOException(file + " holds no values, expected " + shape() + " in every line");
    }
    return rows.toArray(float[][]::new);
  }

  /** The next line's cells, at least one; none after the last line. */
  private List<String> nextLine(CSVRecordReader reader) throws IOException {
    line++;
    try {
      return reader.hasNext()
          ? reader.next().stream().map(Writable::toString).map(String::strip).toList()
          : List.of();
    } catch (RuntimeException e) {
      // The reader wraps the reasons: a quote that is never closed, a gzipped file that is cut off.
      Throwable reason = e.getCause() == null ? e : e.getCause();
      throw error("cannot be read, expected " + shape() + ": " + reason.getMessage());
    }
  }

  private float[] row(List<String> cells) throws IOException {
    if (cells.size() != expectedColumns) {
      throw error("has " + cells.size() + " values, expected " + shape());
    }
    float[] row = new float[expectedColumns];
    for (int i = 0; i < row.length; i++) {
      String cell = cells.get(i);
      try {
        row[i] = number(cell);
      } catch (NumberFormatException e) {
        throw error(String.format("has '%s' in column %d, expected a number", cell, i + 1));
      }
      if (!Float.isFinite(row[i])) {
        throw error(String.format("has '%s' in column %d, expected a finite float", cell, i + 1));
      }
    }
    return row;
  }

  private String shape() {
    return expectedColumns + " (one line an example, one value a feature)";
  }

  private IOException error(String what) {
    return new IOException(file + ": line " + line + " " + what);
  }

  private static boolean isHeader(List<String> cells) {
    return cells.stream().noneMatch(CsvRows::isNumeric)
        && cells.stream().anyMatch(cell -> !cell.isEmpty());
  }

  private static boolean isNumeric(String cell) {
    try {
      number(cell);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** Knows other programs' spellings of NaN and infinity, lest a first line of them be a header. */
  private static float number(String cell) {
    return switch (cell.toLowerCase(Locale.ROOT)) {
      case "nan", "+nan", "-nan" -> Float.NaN;
      case "inf", "+inf", "infinity", "+infinity" -> Float.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Float.NEGATIVE_INFINITY;
      default -> Float.parseFloat(cell);
    };
  }
}
