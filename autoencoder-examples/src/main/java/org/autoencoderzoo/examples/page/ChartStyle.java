package org.autoencoderzoo.examples.page;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The look that all charts share: axes, a quiet grid, and text that a phone shows legibly. */
public final class ChartStyle {

  /** On a phone the chart is shown at about 2/3 of its size. */
  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 16);

  private static final Color INVISIBLE = new Color(0, true);

  private ChartStyle() {}

  /**
   * {@return a chart without any series}
   *
   * @param xTitle what the x axis shows, with its unit
   * @param yTitle what the y axis shows, with its unit
   * @param theme the colours
   */
  public static XYChart chart(String xTitle, String yTitle, ChartTheme theme) {
    XYChart chart =
        new XYChartBuilder()
            .width(Pictures.CHART_WIDTH)
            .height(Pictures.CHART_HEIGHT)
            .xAxisTitle(xTitle)
            .yAxisTitle(yTitle)
            .build();
    chart
        .getStyler()
        .setChartTitleVisible(false)
        .setChartBackgroundColor(theme.background())
        .setPlotBackgroundColor(theme.background())
        .setPlotBorderVisible(false)
        .setPlotContentSize(0.93)
        .setChartFontColor(theme.text())
        .setChartPadding(8)
        .setAntiAlias(true)
        .setLegendFont(FONT)
        .setLegendBackgroundColor(INVISIBLE)
        .setLegendBorderColor(INVISIBLE)
        .setLegendPadding(10)
        .setLegendSeriesLineLength(36)
        .setLegendPosition(LegendPosition.OutsideS)
        .setLegendLayout(LegendLayout.Vertical);
    chart
        .getStyler()
        .setAxisTitleFont(FONT)
        .setAxisTickLabelsFont(FONT)
        .setAxisTickLabelsColor(theme.text())
        .setAxisTickMarksColor(theme.grid())
        .setXAxisTitleColor(theme.text())
        .setYAxisTitleColor(theme.text());
    chart
        .getStyler()
        .setPlotGridVerticalLinesVisible(false)
        .setPlotGridLinesColor(theme.grid())
        .setPlotGridLinesStroke(new BasicStroke(1))
        .setXAxisTickMarkSpacingHint(96)
        .setYAxisTickMarkSpacingHint(48)
        .setPlotMargin(0)
        .setLocale(Locale.ROOT);
    return chart;
  }

  /**
   * Gives a chart linear axes with round ticks, from one round number to another. XChart puts the
   * ticks of equally spaced values at the values, however ragged, and two values are always equally
   * spaced. Two points that are not shown make it count in round steps.
   *
   * @param chart with all of its series
   * @return the same chart
   */
  public static XYChart withRoundTicks(XYChart chart) {
    boolean isXLogarithmic = chart.getStyler().isXAxisLogarithmic();
    boolean isYLogarithmic = chart.getStyler().isYAxisLogarithmic();
    double[] x = values(chart, XYSeries::getXData);
    double[] y = values(chart, XYSeries::getYData);
    RoundAxis xAxis = RoundAxis.over(x);
    RoundAxis yAxis = RoundAxis.over(y);
    if (!isXLogarithmic) {
      chart.getStyler().setXAxisMin(xAxis.from()).setXAxisMax(xAxis.to());
    }
    if (!isYLogarithmic) {
      chart.getStyler().setYAxisMin(yAxis.from()).setYAxisMax(yAxis.to());
    }
    XYSeries hidden =
        chart.addSeries(
            "round ticks",
            isXLogarithmic ? Arrays.copyOf(x, 2) : xAxis.unevenPoints(),
            isYLogarithmic ? Arrays.copyOf(y, 2) : yAxis.unevenPoints());
    hidden.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    hidden.setMarker(SeriesMarkers.NONE);
    hidden.setShowInLegend(false);
    return chart;
  }

  private static double[] values(XYChart chart, Function<XYSeries, double[]> axis) {
    double[] finite =
        chart.getSeriesMap().values().stream()
            .flatMapToDouble(series -> Arrays.stream(axis.apply(series)))
            .filter(Double::isFinite)
            .toArray();
    return finite.length == 0 ? new double[] {1} : finite;
  }
}
