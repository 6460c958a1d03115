package org.autoencoderzoo.columns;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.autoencoderzoo.files.Sha256;
import org.autoencoderzoo.training.Batch;
import org.autoencoderzoo.training.BlockSource;
import org.autoencoderzoo.training.Blocks;
import org.autoencoderzoo.training.Examples;

/** The encoded rows of a table, block by block. */
record TableSource(Columns columns, Table table) implements BlockSource {

  /** Units in memory: 32 MB. */
  static final int MOST_KEPT = 1 << 23;

  private static final int ROWS_AT_ONCE = 1024;

  /** In memory, if they are few. */
  Examples examples() throws IOException {
    try (Rows rows = columns.open(table)) {
      EncodedRows first = columns.encode(rows, Math.max(ROWS_AT_ONCE, MOST_KEPT / columns.width()));
      if (first == null) {
        throw new WrongTableException(table.name() + " has no rows");
      }
      if (!rows.next()) {
        return Examples.of(batch(first));
      }
    }
    return Examples.streamed(this);
  }

  private static Batch batch(EncodedRows rows) {
    return new Batch(rows.x(), rows.x(), null, rows.mask());
  }

  @Override
  public Blocks open() throws IOException {
    Rows rows = columns.open(table);
    return new Blocks() {
      private EncodedRows last;

      @Override
      public Optional<Batch> next() throws IOException {
        closeLast();
        last = columns.encode(rows, ROWS_AT_ONCE);
        return Optional.ofNullable(last).map(TableSource::batch);
      }

      /** Memory outside of the heap would wait for a garbage collection. */
      private void closeLast() {
        if (last != null) {
          last.x().close();
          if (last.mask() != null) {
            last.mask().close();
          }
          last = null;
        }
      }

      @Override
      public long skip(long most) throws IOException {
        long skipped = 0;
        while (skipped < most && rows.next()) {
          skipped++;
        }
        return skipped;
      }

      @Override
      public void close() throws IOException {
        closeLast();
        rows.close();
      }
    };
  }

  @Override
  public OptionalLong size() {
    return table.size();
  }

  @Override
  public Map<String, String> identity() {
    try {
      Map<String, String> identity = new LinkedHashMap<>(table.identity());
      if (!identity.isEmpty()) {
        byte[] json = columns.toJson().getBytes(StandardCharsets.UTF_8);
        identity.put("SHA-256 of the columns", Sha256.of(json));
      }
      return identity;
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
