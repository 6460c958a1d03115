package org.autoencoderzoo.cli.report;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.autoencoderzoo.examples.page.ChartStyle;
import org.autoencoderzoo.examples.page.ChartTheme;
import org.autoencoderzoo.examples.page.Html;
import org.autoencoderzoo.examples.page.Pictures;
import org.autoencoderzoo.examples.page.Rounded;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Which values occur in codes, and how often, as a histogram. Where most are exactly zero, as in
 * sparse codes, the bins count the others alone: next to the zeros they would be too low to see.
 *
 * @param edges of the bins, rising, one more than there are bins
 * @param shares of the counted values, bin by bin; they sum to 1
 * @param zeros share of all values that are exactly zero
 */
record CodeSection(double[] edges, double[] shares, double zeros) {

  /** Less than two more, where the range does not begin and end with a bin. */
  private static final int MOST_BINS = 40;

  /** Counts finite values; empty if there are none. */
  static Optional<CodeSection> of(INDArray codes) {
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

  private static CodeSection of(double[] values, double zeros) {
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
    return new CodeSection(edges, shares, zeros);
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

  Html html() {
    String words = words();
    return ReportPage.besideWords(
        "Activations", Pictures.chart(this::chart, "Histogram of code values. " + words), words);
  }

  private String words() {
    String intent = "How often each value occurs in the codes of test examples.";
    if (zeros == 1) {
      return intent + " All are exactly zero: the code says nothing about its input.";
    }
    if (zeros == 0) {
      return intent;
    }
    return "%s Of all values, %s are exactly zero%s."
        .formatted(
            intent, Rounded.percent(zeros), leavesOutZeros() ? "; the chart shows the others" : "");
  }

  /** Steps over a numeric axis. */
  private XYChart chart(ChartTheme theme) {
    String counted = leavesOutZeros() ? "Share of non-zero values" : "Share of values";
    XYChart chart = ChartStyle.chart("Value of a code unit", counted + " (%)", theme);
    chart.getStyler().setLegendVisible(false);
    chart
        .getStyler()
        .setXAxisDecimalPattern("#.######")
        .setyAxisTickLabelsFormattingFunction(Rounded::tick);
    // A step reaches to the next edge; the last edge closes the last one.
    double[] percent = Arrays.copyOf(shares, edges.length);
    for (int i = 0; i < percent.length; i++) {
      percent[i] *= 100;
    }
    XYSeries series = chart.addSeries("Code values", edges, percent);
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.StepArea);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(theme.data(0));
    series.setFillColor(theme.data(0));
    ChartStyle.withRoundTicks(chart).getStyler().setYAxisMin(0.0);
    return chart;
  }

  /** Whether the bins leave out the zeros. */
  private boolean leavesOutZeros() {
    return isSparse(zeros);
  }

  private static boolean isSparse(double zeros) {
    return zeros > 0.5 && zeros < 1;
  }
}
