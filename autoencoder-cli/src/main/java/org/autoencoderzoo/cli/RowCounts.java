package org.autoencoderzoo.cli;

import java.util.Arrays;

/** How many rows of a table are for what. */
final class RowCounts {

  private final long[] counts = new long[RowParts.Part.values().length];

  void add(RowParts.Part part) {
    counts[part.ordinal()]++;
  }

  long of(RowParts.Part part) {
    return counts[part.ordinal()];
  }

  long all() {
    return Arrays.stream(counts).sum();
  }
}
