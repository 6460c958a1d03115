package org.autoencoderzoo.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Holds what the sides compute from the same start values against each other. */
final class Agreement {

  /** Largest relative distance, in the Euclidean norm. */
  static final double TOLERANCE = 1e-4;

  private Agreement() {}

  /**
   * Checks a case.
   *
   * @param benchmark whose sides to compare with {@link Side#OURS}
   * @throws IllegalStateException if one computes something else
   */
  static void check(BenchmarkCase benchmark) {
    List<Side> others =
        Stream.of(Side.DJL, Side.STOCK)
            .filter(benchmark.sides()::contains)
            .filter(side -> side != Side.STOCK || !benchmark.stockIsPlain())
            .toList();
    if (!others.isEmpty()) {
      Evidence ours = evidence(benchmark, Side.OURS);
      others.forEach(side -> compare(benchmark, ours, side, evidence(benchmark, side)));
    }
  }

  private static Evidence evidence(BenchmarkCase benchmark, Side side) {
    try (Step step = benchmark.step(side)) {
      return step.evidence();
    }
  }

  private static void compare(BenchmarkCase benchmark, Evidence ours, Side side, Evidence theirs) {
    for (Map.Entry<String, float[]> entry : theirs.values().entrySet()) {
      double distance = distance(ours.values().get(entry.getKey()), entry.getValue());
      if (!(distance <= TOLERANCE)) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT,
                "%s: %s of %s is %.1e from ours, must be within %.1e: the sides do not compute the"
                    + " same",
                benchmark.id(),
                entry.getKey(),
                side.title(),
                distance,
                TOLERANCE));
      }
    }
  }

  /** Norm of the difference over the norm of the first; NaN if something is not finite. */
  private static double distance(float[] a, float[] b) {
    if (a.length != b.length) {
      return Double.NaN;
    }
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < a.length; i++) {
      difference += ((double) a[i] - b[i]) * ((double) a[i] - b[i]);
      norm += (double) a[i] * a[i];
    }
    return Math.sqrt(difference / norm);
  }
}
