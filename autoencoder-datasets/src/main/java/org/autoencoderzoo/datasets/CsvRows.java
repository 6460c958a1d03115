package org.autoencoderzoo.datasets;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.autoencoderzoo.columns.Rows;
import org.autoencoderzoo.columns.WrongTableException;
import org.autoencoderzoo.settings.Arguments;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The rows of a table of numbers, read some at a time: a {@link Csv} file of so many columns, in
 * which a value that is missing or not finite is refused.
 */
public final class CsvRows implements Closeable {
  private static final int MOST_COLUMNS = 1 << 16;

  /** The bits of a double that a float does not have, and the highest of them. */
  private static final long BELOW_FLOAT = (1L << 29) - 1;

  private static final long HALF_OF_FLOAT = 1L << 28;

  private final Csv csv;
  private final int columns;
  private final Rows rows;
  private boolean isAhead;

  private CsvRows(Csv csv, int columns) throws IOException {
    Arguments.between("columns", columns, 1, MOST_COLUMNS);
    this.csv = csv;
    this.columns = columns;
    int found = csv.names().size();
    if (found != columns) {
      throw new WrongTableException(
          "%s has %s, expected %s; it was read as %s"
              .formatted(
                  csv.name(),
                  found == 1 ? "1 column" : found + " columns",
                  shape(),
                  csv.description()));
    }
    this.rows = csv.open();
    this.isAhead = rows.next();
    if (!isAhead) {
      rows.close();
      throw new WrongTableException(csv.name() + " holds no values, expected " + shape());
    }
  }

  /**
   * Opens a file.
   *
   * @param file the file, which may be a pipe
   * @param columns D, the number of values that a line must have, 1 to 65536
   * @return its rows, to be closed after use
   * @throws IOException if it cannot be read or holds no row; the message names it
   * @throws IllegalArgumentException if columns is out of range
   */
  public static CsvRows open(Path file, int columns) throws IOException {
    return new CsvRows(Csv.of(file), columns);
  }

  /**
   * Reads from a stream.
   *
   * @param name what messages call it
   * @param in the stream, plain or compressed; closed with the rows
   * @param columns D, the number of values that a line must have, 1 to 65536
   * @return its rows, to be closed after use
   * @throws IOException if it cannot be read or holds no row; the message names it
   * @throws IllegalArgumentException if columns is out of range
   */
  public static CsvRows of(String name, InputStream in, int columns) throws IOException {
    try {
      return new CsvRows(Csv.of(name, in, CsvOptions.FOUND_OUT), columns);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /**
   * The header, if the file has one.
   *
   * @return its names with commas between them, cut where they are long
   * @throws IOException never: the file has been looked at
   */
  public Optional<String> header() throws IOException {
    return csv.header().map(names -> Cell.shown(String.join(",", names)));
  }

  /**
   * The next rows.
   *
   * @param most at most so many, at least 1
   * @return {@code [N, D]}, float32, every value finite, N at least 1; empty after the last row
   * @throws IOException if a line is wrong: the message names the file, the line and the column
   */
  public Optional<INDArray> next(int most) throws IOException {
    float[] values = new float[Math.multiplyExact(most, columns)];
    int count = 0;
    while (count < most && isAhead) {
      for (int i = 0; i < columns; i++) {
        values[count * columns + i] = value(i);
      }
      count++;
      isAhead = rows.next();
    }
    return count == 0
        ? Optional.empty()
        : Optional.of(
            Nd4j.create(
                Arrays.copyOf(values, count * columns),
                new long[] {count, columns},
                Nd4j.getStrides(new long[] {count, columns}, 'c'),
                'c',
                DataType.FLOAT));
  }

  private float value(int column) throws IOException {
    double number = rows.number(column);
    float value = (float) number;
    if (Float.isFinite(value)) {
      return isHalfway(number) ? Float.parseFloat(rows.text(column)) : value;
    }
    String text = rows.text(column);
    throw new WrongTableException(
        "%s: has '%s' in column %s, %s"
            .formatted(
                rows.where(), Cell.shown(text), csv.names().get(column), Cell.expected(text)));
  }

  /** Whether a decimal number that was rounded to this one may round to another float than this. */
  private static boolean isHalfway(double number) {
    return (Double.doubleToRawLongBits(number) & BELOW_FLOAT) == HALF_OF_FLOAT
        || (Math.abs(number) < Float.MIN_NORMAL && number != 0);
  }

  private String shape() {
    return columns + " (one line per example, one value per feature)";
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
