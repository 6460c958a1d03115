package org.autoencoderzoo.datasets;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.FieldModifiers;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.autoencoderzoo.columns.WrongTableException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The rows of a table of numbers, read some at a time: a CSV file, plain or gzipped, whose values
 * stand between commas, semicolons, tabs or blanks, in decimal digits with a point.
 *
 * <p>A first line without any value is a header; so is one that counts 0, 1, 2 and so on, as pandas
 * numbers columns without names, if there are at least two. A value that is missing or not finite
 * is refused, wherever it stands. Blank lines at the end are ignored. A line has at most a million
 * characters more than 32 for each of its columns, so that no file can fill the memory.
 */
public final class CsvRows implements Closeable {
  private static final int LONGEST_CELL = 1 << 14;
  private static final int LONGEST_LINE = 1 << 20;
  private static final int USUAL_CELL = 32;
  private static final int MOST_COLUMNS = 1 << 16;
  private static final int SHOWN = 40;
  private static final char BYTE_ORDER_MARK = '\ufeff';

  private final String name;
  private final int columns;
  private final Separator separator;
  private final CsvReader<CsvRecord> reader;
  private final Iterator<CsvRecord> records;
  private CsvRecord ahead;
  private long lastLine;
  private String header;

  private CsvRows(String name, BufferedReader in, int columns) throws IOException {
    this.name = name;
    this.columns = columns;
    this.separator = Separator.of(firstLine(in), columns);
    this.reader =
        CsvReader.builder()
            .fieldSeparator(separator.character())
            .skipEmptyLines(false)
            .allowUnclosedQuote(false)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE) // Told below, more clearly.
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .maxBufferSize(2 * LONGEST_CELL)
            .build(
                CsvRecordHandler.of(
                    handler ->
                        handler
                            .maxFieldSize(LONGEST_CELL)
                            .maxRecordSize(LONGEST_LINE + USUAL_CELL * columns)
                            .maxFields(mostValues())
                            .fieldModifier(FieldModifiers.TRIM)),
                in);
    this.records = reader.iterator();
    advance();
    if (ahead != null && isHeader(cells(ahead))) {
      header = shown(String.join(Character.toString(separator.character()), cells(ahead)));
      advance();
    }
    if (ahead == null) {
      throw new WrongTableException(
          name + " holds no values, expected " + shape() + " in every line");
    }
  }

  /**
   * Opens a file.
   *
   * @param file the file, which may be a pipe
   * @param columns D, the number of values that a line must have, 1 to 65536
   * @return its rows, to be closed after use
   * @throws IOException if it cannot be read or holds no row; the message names it
   */
  public static CsvRows open(Path file, int columns) throws IOException {
    return decompressed(file.toString(), Decompression.open(file), columns);
  }

  /**
   * Reads from a stream.
   *
   * @param name what messages call it
   * @param in the stream, plain or compressed; closed with the rows
   * @param columns D, the number of values that a line must have, 1 to 65536
   * @return its rows, to be closed after use
   * @throws IOException if it cannot be read or holds no row; the message names it
   */
  public static CsvRows of(String name, InputStream in, int columns) throws IOException {
    return decompressed(name, Decompression.of(in), columns);
  }

  private static CsvRows decompressed(String name, InputStream in, int columns) throws IOException {
    try {
      if (columns < 1 || columns > MOST_COLUMNS) {
        throw new IllegalArgumentException(
            "columns: found " + columns + ", expected 1 to " + MOST_COLUMNS);
      }
      PushbackInputStream bytes = new PushbackInputStream(in, 2);
      return new CsvRows(
          name, new BufferedReader(new InputStreamReader(bytes, charset(bytes))), columns);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /** UTF-8, unless a byte order mark says UTF-16, as spreadsheets write it. */
  private static Charset charset(PushbackInputStream bytes) throws IOException {
    byte[] start = bytes.readNBytes(2);
    bytes.unread(start);
    boolean isUtf16 =
        Arrays.equals(start, new byte[] {(byte) 0xfe, (byte) 0xff})
            || Arrays.equals(start, new byte[] {(byte) 0xff, (byte) 0xfe});
    return isUtf16 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
  }

  /** Looks ahead to the first line that is not blank, or as much of it as tells enough. */
  private static String firstLine(BufferedReader in) throws IOException {
    in.mark(1);
    if (in.read() != BYTE_ORDER_MARK) {
      in.reset();
    }
    in.mark(MOST_COLUMNS);
    StringBuilder line = new StringBuilder();
    int c = in.read();
    for (int i = 1; i < MOST_COLUMNS && c >= 0 && !isEnd(c, line); i++) {
      line.append((char) c);
      c = in.read();
    }
    in.reset();
    return line.toString();
  }

  private static boolean isEnd(int c, StringBuilder line) {
    return (c == '\n' || c == '\r') && !line.toString().isBlank();
  }

  /**
   * The header, if the first line is one.
   *
   * @return the line, cut where it is long
   */
  public Optional<String> header() {
    return Optional.ofNullable(header);
  }

  /**
   * The next rows.
   *
   * @param most at most so many, at least 1
   * @return {@code [N, D]}, float32, every value finite, N at least 1; empty after the last row
   * @throws IOException if a line is wrong: the message names the file, the line and the column,
   *     counted from 1
   */
  public Optional<INDArray> next(int most) throws IOException {
    float[] values = new float[Math.multiplyExact(most, columns)];
    int rows = 0;
    while (rows < most && ahead != null) {
      fill(values, rows * columns);
      rows++;
      advance();
    }
    return rows == 0
        ? Optional.empty()
        : Optional.of(
            Nd4j.create(
                Arrays.copyOf(values, rows * columns),
                new long[] {rows, columns},
                Nd4j.getStrides(new long[] {rows, columns}, 'c'),
                'c',
                DataType.FLOAT));
  }

  /** Goes to the next line; one that is blank may only be followed by others. */
  private void advance() throws IOException {
    CsvRecord next = read();
    long blank = 0;
    while (next != null && isBlank(next)) {
      blank = blank == 0 ? next.getStartingLineNumber() : blank;
      next = read();
    }
    if (next != null && blank > 0 && ahead != null) {
      throw error(blank, "is blank, expected " + shape());
    }
    ahead = next;
  }

  private CsvRecord read() throws IOException {
    try {
      CsvRecord next = records.hasNext() ? records.next() : null;
      lastLine = next == null ? lastLine : next.getStartingLineNumber();
      return next;
    } catch (CsvParseException e) {
      throw new WrongTableException(
          "%s: line %d cannot be read, expected %s: it has a quote that is not closed, a value of"
                  .formatted(name, lastLine + 1, shape())
              + " more than %d characters, or more than %d values"
                  .formatted(LONGEST_CELL, mostValues()),
          e);
    } catch (UncheckedIOException e) {
      throw new WrongTableException(name + " cannot be read: " + e.getCause().getMessage(), e);
    }
  }

  private int mostValues() {
    return Math.max(MOST_COLUMNS, 2 * columns);
  }

  private void fill(float[] values, int offset) throws IOException {
    List<String> cells = cells(ahead);
    long line = ahead.getStartingLineNumber();
    if (cells.size() != columns) {
      throw error(
          line,
          cells.size() == 1
              ? "has 1 value, expected "
                  + shape()
                  + ", separated by commas, semicolons, tabs or blanks"
              : "has %d values separated by %s, expected %s"
                  .formatted(cells.size(), separator.words(), shape()));
    }
    for (int i = 0; i < columns; i++) {
      try {
        values[offset + i] = Cell.parse(cells.get(i));
      } catch (NumberFormatException e) {
        throw error(
            line,
            "has '%s' in column %d, %s".formatted(shown(cells.get(i)), i + 1, e.getMessage()));
      }
    }
  }

  /** Several blanks separate like one. */
  private List<String> cells(CsvRecord line) {
    return separator == Separator.BLANK
        ? line.getFields().stream().filter(cell -> !cell.isEmpty()).toList()
        : line.getFields();
  }

  private static boolean isBlank(CsvRecord line) {
    return line.getFieldCount() == 1 && line.getField(0).isEmpty();
  }

  private static boolean isHeader(List<String> cells) {
    if (cells.stream().anyMatch(cell -> cell.chars().anyMatch(Character::isISOControl))) {
      return false; // No text, but a file of another kind.
    }
    List<String> filled = cells.stream().filter(cell -> !cell.isEmpty()).toList();
    boolean isCount =
        cells.size() > 1
            && IntStream.range(0, cells.size()).allMatch(i -> cells.get(i).equals("" + i));
    return isCount || (!filled.isEmpty() && filled.stream().noneMatch(Cell::isValue));
  }

  private String shape() {
    return columns + " (one line per example, one value per feature)";
  }

  private IOException error(long line, String what) {
    return new WrongTableException(name + ": line " + line + " " + what);
  }

  private static String shown(String text) {
    String printable = text.replaceAll("\\p{Cntrl}", "?");
    return printable.length() > SHOWN ? printable.substring(0, SHOWN) + "..." : printable;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
