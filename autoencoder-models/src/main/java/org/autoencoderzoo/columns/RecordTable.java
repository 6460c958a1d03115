package org.autoencoderzoo.columns;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.autoencoderzoo.settings.Arguments;
import org.datavec.api.records.reader.RecordReader;

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
    return new RecordRows(name, names, reader);
  }

  /** {@return nothing: a reader does not tell} */
  @Override
  public Map<String, String> identity() {
    return Map.of();
  }
}
