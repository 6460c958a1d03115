package org.autoencoderzoo.cli.report;

import java.util.Arrays;
import org.autoencoderzoo.examples.page.ChartStyle;
import org.autoencoderzoo.examples.page.ChartTheme;
import org.autoencoderzoo.examples.page.Rounded;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Share of code values by value, as steps over a numeric axis. */
final class HistogramChart {

  private final CodeHistogram histogram;

  HistogramChart(CodeHistogram histogram) {
    this.histogram = histogram;
  }

  XYChart draw(ChartTheme theme) {
    String counted = histogram.leavesOutZeros() ? "Share of non-zero values" : "Share of values";
    XYChart chart = ChartStyle.chart("Value of a code unit", counted + " (%)", theme);
    chart.getStyler().setLegendVisible(false);
    double[] edges = histogram.edges();
    chart
        .getStyler()
        .setXAxisDecimalPattern("#.######")
        .setyAxisTickLabelsFormattingFunction(Rounded::tick);
    // A step reaches to the next edge; the last edge closes the last one.
    double[] percent = Arrays.copyOf(histogram.shares(), edges.length);
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
}
