package org.autoencoderzoo.examples.page;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.stream.DoubleStream;

/**
 * A linear axis that begins and ends at round numbers.
 *
 * @param from where it begins
 * @param to where it ends
 */
record RoundAxis(double from, double to) {

  private static final int STEPS = 5;

  /** The axis over finite values, at least one. Whole numbers have no ticks between them. */
  static RoundAxis over(double[] values) {
    DoubleSummaryStatistics range = Arrays.stream(values).summaryStatistics();
    double spread = range.getMax() - range.getMin();
    if (spread == 0) {
      spread = range.getMax() == 0 ? 1 : Math.abs(range.getMax());
    }
    boolean isWhole = Arrays.stream(values).allMatch(value -> value == Math.rint(value));
    double step = isWhole ? Math.max(1, step(spread)) : step(spread);
    double from = Math.floor(range.getMin() / step) * step;
    double to = Math.ceil(range.getMax() / step) * step;
    return from < to ? new RoundAxis(from, to) : new RoundAxis(from - step, to + step);
  }

  private static double step(double spread) {
    double least = spread / STEPS;
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    return DoubleStream.of(1, 2, 5)
        .map(multiple -> multiple * power)
        .filter(step -> step >= least)
        .findFirst()
        .orElse(10 * power);
  }

  /** Two points of the axis, the second at no round part of its length. */
  double[] unevenPoints() {
    return new double[] {from, from + (to - from) / Math.E};
  }
}
