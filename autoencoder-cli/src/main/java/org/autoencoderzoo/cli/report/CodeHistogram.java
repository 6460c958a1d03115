package org.autoencoderzoo.cli.report;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Which values occur in codes, and how often. Where most are exactly zero, as in sparse codes, the
 * bins count the others alone: next to the zeros they would be too low to see.
 *
 * @param edges of the bins, rising, one more than there are bins
 * @param shares of the counted values, bin by bin; they sum to 1
 * @param zeros share of all values that are exactly zero
 */
record CodeHistogram(double[] edges, double[] shares, double zeros) {

  /** Less than two more, where the range does not begin and end with a bin. */
  private static final int MOST_BINS = 40;

  /** Counts finite values; empty if there are none. */
  static Optional<CodeHistogram> of(INDArray codes) {
    float[] floats = codes.dup('c').data().asFloat();
    double[] values =
        IntStream.range(0, floats.length)
            .mapToDouble(i -> floats[i])
            .filter(Double::isFinite)
            .toArray();
    if (values.length == 0) {
      return Optional.empty();
    }
    double[] others = DoubleStream.of(values).filter(value -> value != 0).toArray();
    double zeros = 1 - (double) others.length / values.length;
    return Optional.of(of(isSparse(zeros) ? others : values, zeros));
  }

  private static CodeHistogram of(double[] values, double zeros) {
    DoubleSummaryStatistics range = Arrays.stream(values).summaryStatistics();
    double spread = range.getMax() - range.getMin();
    double width = spread == 0 ? 1 : binWidth(spread);
    // An empty bin on either side shows that a constant value stands alone.
    int margin = spread == 0 ? 1 : 0;
    double first = Math.floor(range.getMin() / width);
    double least = first - margin;
    int bins = (int) Math.max(1, Math.ceil(range.getMax() / width) - first) + 2 * margin;
    double[] shares = new double[bins];
    for (double value : values) {
      int bin = (int) (value / width - least);
      shares[Math.min(bins - 1, bin)] += 1.0 / values.length;
    }
    double[] edges = IntStream.rangeClosed(0, bins).mapToDouble(i -> width * (least + i)).toArray();
    return new CodeHistogram(edges, shares, zeros);
  }

  /** The least of 1, 2, 2.5 and 5 times a power of ten with which the bins are not too many. */
  private static double binWidth(double range) {
    double least = range / MOST_BINS;
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    return DoubleStream.of(1, 2, 2.5, 5, 10)
        .map(multiple -> multiple * power)
        .filter(width -> width >= least)
        .findFirst()
        .orElse(10 * power);
  }

  /** Whether the bins leave out the zeros. */
  boolean leavesOutZeros() {
    return isSparse(zeros);
  }

  private static boolean isSparse(double zeros) {
    return zeros > 0.5 && zeros < 1;
  }
}
