package org.autoencoderzoo.benchmarks;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * What was measured of one case.
 *
 * @param benchmark the case
 * @param timings by side
 */
record CaseResult(BenchmarkCase benchmark, Map<Side, Timing> timings) {

  /** Median time of a side in milliseconds, if it was measured. */
  OptionalDouble median(Side side) {
    Timing timing = timings.get(side);
    return timing == null ? OptionalDouble.empty() : OptionalDouble.of(timing.median());
  }

  /** Our median time over that of other sides together, if all were measured. */
  OptionalDouble ratioTo(Side... others) {
    double sum = 0;
    for (Side other : others) {
      if (median(other).isEmpty()) {
        return OptionalDouble.empty();
      }
      sum += median(other).getAsDouble();
    }
    return OptionalDouble.of(median(Side.OURS).orElseThrow() / sum);
  }

  /** Examples that our side deals with in a second. */
  double rowsPerSecond() {
    return benchmark.rows() / median(Side.OURS).orElseThrow() * 1000;
  }
}
