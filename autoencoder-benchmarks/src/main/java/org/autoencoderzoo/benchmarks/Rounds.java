package org.autoencoderzoo.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.util.Statistics;

/**
 * Measures cases in rounds: in each, every side once, one after the other, so that what else the
 * machine does falls on all of them.
 *
 * @param rounds at least 1
 * @param forks measures one side once
 * @param progress hears of each measurement
 */
record Rounds(int rounds, Forks forks, PrintStream progress) {

  /**
   * Checks that the sides compute the same, then measures them.
   *
   * @throws IllegalStateException if they do not
   */
  CaseResult measure(BenchmarkCase benchmark) throws IOException, RunnerException {
    progress.println(benchmark.id() + ": do the sides agree?");
    Agreement.check(benchmark);
    Map<Side, Timing> timings = new EnumMap<>(Side.class);
    for (Side side : benchmark.sides()) {
      timings.put(side, new Timing(new ArrayList<>(), new ArrayList<>()));
    }
    for (int round = 1; round <= rounds; round++) {
      for (Side side : inTurn(benchmark.sides(), round)) {
        Statistics micros = forks.measure(benchmark, side);
        double toMillis = benchmark.timesPerResult(side) / 1000.0;
        timings.get(side).medians().add(micros.getPercentile(50) * toMillis);
        timings.get(side).means().add(micros.getMean() * toMillis);
        progress.printf(
            Locale.ROOT,
            "%s: round %d of %d, %s %.3f ms (%d steps)%n",
            benchmark.id(),
            round,
            rounds,
            side.title(),
            micros.getPercentile(50) * toMillis,
            micros.getN());
      }
    }
    return new CaseResult(benchmark, timings);
  }

  /** Every second round goes backwards. */
  private static List<Side> inTurn(List<Side> sides, int round) {
    List<Side> order = new ArrayList<>(sides);
    if (round % 2 == 0) {
      Collections.reverse(order);
    }
    return order;
  }
}
