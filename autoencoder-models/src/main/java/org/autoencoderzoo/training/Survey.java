package org.autoencoderzoo.training;

import java.util.List;
import java.util.Map;
import org.autoencoderzoo.settings.Arguments;

/** What a source says of itself, or what a first pass over it shows. */
final class Survey {

  private final BlockSource source;
  private long size;
  private Map<String, String> identity;

  Survey(BlockSource source) {
    this.source = source;
  }

  BlockSource source() {
    return source;
  }

  /** At least 1. */
  long size() {
    if (size == 0) {
      size = source.size().isPresent() ? source.size().getAsLong() : StreamedExamples.count(source);
      Arguments.check(size > 0, "There are no examples: at least one row is needed");
    }
    return size;
  }

  Map<String, String> identity() {
    if (identity == null) {
      identity = source.identity();
      if (identity.isEmpty()) {
        RowDigest digest = new RowDigest();
        long[] rows = {0};
        StreamedExamples.pass(
            source,
            List.of(),
            block -> {
              rows[0] += block.size();
              digest.add(block);
            });
        size = size == 0 ? rows[0] : size;
        identity = Map.of("SHA-256", digest.value(), "number", Long.toString(size()));
      }
    }
    return identity;
  }
}
