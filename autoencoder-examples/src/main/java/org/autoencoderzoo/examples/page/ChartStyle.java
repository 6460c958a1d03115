package org.autoencoderzoo.examples.page;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/** The look that all charts share: axes, a quiet grid, and text that a phone shows legibly. */
public final class ChartStyle {

  /** On a phone the chart is shown at about 2/3 of its size. */
  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 16);

  private static final double SHIFT = 0.01;

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
        .setPlotContentSize(0.96)
        .setChartFontColor(theme.text())
        .setChartPadding(4)
        .setAntiAlias(true)
        .setLegendFont(FONT)
        .setLegendBackgroundColor(INVISIBLE)
        .setLegendBorderColor(INVISIBLE)
        .setLegendPadding(6)
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
        .setXAxisTickMarkSpacingHint(64)
        .setYAxisTickMarkSpacingHint(48)
        .setPlotMargin(0)
        .setLocale(Locale.ROOT);
    return chart;
  }

  /**
   * Values for the x axis that get round tick labels. XChart labels equally spaced values at some
   * of the values, however ragged: 1, 23, 45. A shift too small to see makes it count from zero.
   *
   * @param x rising values
   * @return values to draw
   */
  public static double[] withRoundTicks(double[] x) {
    double[] shifted = x.clone();
    if (x.length > 2) {
      shifted[1] += SHIFT * (x[1] - x[0]);
    }
    return shifted;
  }
}
