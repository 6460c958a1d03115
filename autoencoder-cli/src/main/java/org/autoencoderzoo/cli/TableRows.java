package org.autoencoderzoo.cli;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.autoencoderzoo.columns.Columns;
import org.autoencoderzoo.columns.EncodedRows;
import org.autoencoderzoo.columns.Rows;
import org.autoencoderzoo.columns.Table;
import org.autoencoderzoo.training.Batch;
import org.autoencoderzoo.training.BlockSource;
import org.autoencoderzoo.training.Blocks;
import org.autoencoderzoo.training.Examples;

/**
 * The rows of a table as a network takes them, read again in each pass.
 *
 * @param columns that encode them
 * @param table to read
 * @param count how many there are
 * @param name of the data, by which it is told from others
 */
record TableRows(Columns columns, Table table, long count, Map<String, String> name)
    implements BlockSource {

  /** Values of an array that is kept in memory rather than read in each epoch: 64 MB. */
  static final long MOST_KEPT = 1 << 24;

  private static final int BLOCK = 1024;

  /** {@return the rows to train on, in memory if they are few} */
  Examples examples() throws IOException {
    return count * columns.width() <= MOST_KEPT
        ? Examples.of(batch(first(count).orElseThrow()))
        : Examples.streamed(this);
  }

  /** {@return the first rows, in memory; empty if there are none} */
  Optional<EncodedRows> first(long most) throws IOException {
    try (Rows rows = columns.open(table)) {
      return most == 0
          ? Optional.empty()
          : Optional.ofNullable(columns.encode(rows, Math.toIntExact(most)));
    }
  }

  static Batch batch(EncodedRows rows) {
    return new Batch(rows.x(), rows.x(), null, rows.mask());
  }

  @Override
  public Blocks open() throws IOException {
    Rows rows = columns.open(table);
    return new Blocks() {
      @Override
      public Optional<Batch> next() throws IOException {
        return Optional.ofNullable(columns.encode(rows, BLOCK)).map(TableRows::batch);
      }

      @Override
      public void close() throws IOException {
        rows.close();
      }
    };
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.of(count);
  }

  @Override
  public Map<String, String> identity() {
    return name;
  }
}
