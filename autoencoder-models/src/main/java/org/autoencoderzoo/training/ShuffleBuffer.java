package org.autoencoderzoo.training;

import org.autoencoderzoo.settings.Arguments;

/**
 * How many rows of a stream are shuffled at a time.
 *
 * @param rows in all
 * @param values of all rows together
 */
record ShuffleBuffer(long rows, long values) {

  /** At most 128 MB; twice that are in memory. */
  static final ShuffleBuffer DEFAULT = new ShuffleBuffer(16_384, 1 << 25);

  static ShuffleBuffer of(int rows) {
    Arguments.atLeast("rows", rows, 1);
    return new ShuffleBuffer(rows, Long.MAX_VALUE);
  }

  /** All rows, or as many as whole batches have, so that each batch is of rows of one part. */
  int rows(long valuesPerRow, int batchSize, long size) {
    long most = Math.min(rows, values / Math.max(1, valuesPerRow));
    return (int) (most >= size ? size : Math.min(size, Math.max(1, most / batchSize) * batchSize));
  }

  /** In words. */
  @Override
  public String toString() {
    return rows + " at a time";
  }
}
