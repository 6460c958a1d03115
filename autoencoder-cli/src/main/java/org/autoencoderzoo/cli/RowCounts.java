package org.autoencoderzoo.cli;

import java.util.Arrays;
import java.util.OptionalLong;

/** How many rows of a table are for what. */
final class RowCounts {

  /** Of a table that nobody has counted. */
  static final RowCounts NONE = new RowCounts();

  private final long[] counts = new long[RowParts.Part.values().length];

  void add(RowParts.Part part) {
    counts[part.ordinal()]++;
  }

  long of(RowParts.Part part) {
    return counts[part.ordinal()];
  }

  /** {@return how many; empty if nothing was counted} */
  OptionalLong size(RowParts.Part part) {
    return all() == 0 ? OptionalLong.empty() : OptionalLong.of(of(part));
  }

  long all() {
    return Arrays.stream(counts).sum();
  }
}
