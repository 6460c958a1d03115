package org.autoencoderzoo.benchmarks;

import java.util.List;

/**
 * What the rounds measured of one side.
 *
 * @param medians of each round: the median of its steps, in milliseconds
 * @param means of each round, in milliseconds
 */
record Timing(List<Double> medians, List<Double> means) {

  /** The median over the rounds, in milliseconds. */
  double median() {
    double[] sorted = medians.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  double smallest() {
    return medians.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  double largest() {
    return medians.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }
}
