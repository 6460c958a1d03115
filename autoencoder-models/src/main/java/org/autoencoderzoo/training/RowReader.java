package org.autoencoderzoo.training;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** Takes the rows of blocks in portions of any other size. */
final class RowReader implements Closeable {

  private final Blocks blocks;
  private Batch block;
  private long taken;
  private long row;

  RowReader(Blocks blocks) {
    this.blocks = blocks;
  }

  /** Values of one row, its target included; 0 if there are no rows. */
  long valuesPerRow() throws IOException {
    return isAtEnd() ? 0 : block.arrays().mapToLong(array -> array.length() / array.size(0)).sum();
  }

  boolean isAtEnd() throws IOException {
    while (isDone()) {
      Optional<Batch> next = blocks.next();
      if (next.isEmpty()) {
        return true;
      }
      block = next.get();
      taken = 0;
    }
    return false;
  }

  /** Fills what room there is in a buffer, if there are so many rows. */
  void fill(RowBuffer buffer) throws IOException {
    while (buffer.room() > 0 && !isAtEnd()) {
      long rows = Math.min(buffer.room(), block.size() - taken);
      buffer.add(block.rows(taken, taken + rows), row);
      taken(rows);
    }
  }

  /** Leaves rows out, if there are so many. */
  void skip(long rows) throws IOException {
    long left = rows;
    while (left > 0) {
      if (isDone()) {
        long skipped = blocks.skip(left);
        row += skipped;
        left -= skipped;
      }
      if (left > 0) {
        if (isAtEnd()) {
          return;
        }
        long some = Math.min(left, block.size() - taken);
        taken(some);
        left -= some;
      }
    }
  }

  private boolean isDone() {
    return block == null || taken == block.size();
  }

  private void taken(long rows) {
    taken += rows;
    row += rows;
  }

  /** The number of the next row. */
  long row() {
    return row;
  }

  @Override
  public void close() throws IOException {
    blocks.close();
  }
}
