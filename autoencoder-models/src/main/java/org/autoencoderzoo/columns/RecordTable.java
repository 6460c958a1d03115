package org.autoencoderzoo.columns;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.autoencoderzoo.settings.Arguments;
import org.datavec.api.records.reader.RecordReader;
import org.datavec.api.writable.Writable;
import org.datavec.api.writable.WritableType;

/**
 * What a DataVec {@link RecordReader} reads, as a table. DataVec is not among the libraries that
 * this one brings: programs that have its readers have it. Of two passes at the same time, each
 * would take rows away from the other.
 */
public final class RecordTable implements Table {

  private final String name;
  private final List<String> names;
  private final RecordReader reader;
  private boolean isOpened;

  private RecordTable(String name, List<String> names, RecordReader reader) {
    this.name = name;
    this.names = names;
    this.reader = reader;
  }

  /**
   * A table of records.
   *
   * @param name what messages call it
   * @param names of the columns, one for each value of a record
   * @param reader already initialized; its {@code reset} begins each pass after the first
   * @return the table
   * @throws IllegalArgumentException if the reader is null
   */
  public static Table of(String name, List<String> names, RecordReader reader) {
    Arguments.given("reader", reader);
    return new RecordTable(Objects.requireNonNull(name), List.copyOf(names), reader);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> names() {
    return names;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IOException if the reader cannot be reset, and was read before
   */
  @Override
  public Rows open() throws IOException {
    if (reader.resetSupported()) {
      reader.reset();
    } else if (isOpened) {
      throw new IOException(
          name + " can be read only once: its " + reader.getClass().getName() + " has no reset");
    }
    isOpened = true;
    return new RecordRows();
  }

  /** {@return nothing: a reader does not tell} */
  @Override
  public Map<String, String> identity() {
    return Map.of();
  }

  /** One pass over the records of DataVec. */
  private final class RecordRows implements Rows {

    private List<Writable> row;
    private long count;

    @Override
    public boolean next() throws IOException {
      try {
        if (!reader.hasNext()) {
          return false;
        }
        row = reader.next();
      } catch (RuntimeException e) {
        throw new WrongTableException(
            "%s cannot be read after row %d: %s".formatted(name, count, e.getMessage()), e);
      }
      count++;
      if (row.size() != names.size()) {
        throw new WrongTableException(
            "%s has %d values, expected %d: one for each column"
                .formatted(where(), row.size(), names.size()));
      }
      return true;
    }

    @Override
    public String text(int column) {
      Writable cell = row.get(column);
      return cell == null || cell.getType() == WritableType.Null ? null : cell.toString().strip();
    }

    @Override
    public double number(int column) {
      Writable cell = row.get(column);
      return cell != null && isNumber(cell.getType()) ? cell.toDouble() : Rows.super.number(column);
    }

    private static boolean isNumber(WritableType type) {
      return type == WritableType.Double
          || type == WritableType.Float
          || type == WritableType.Int
          || type == WritableType.Long
          || type == WritableType.Byte;
    }

    @Override
    public String where() {
      return name + ", row " + count;
    }

    @Override
    public void close() {
      // The reader belongs to the caller, and is read again in the next pass.
    }
  }
}
