package org.autoencoderzoo.examples.gallery;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.autoencoderzoo.examples.page.ChartStyle;
import org.autoencoderzoo.examples.page.ChartTheme;
import org.autoencoderzoo.examples.page.Rounded;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A chart of lines or points over numbers. Series differ in colour and in marker, so that no reader
 * depends on colours alone.
 *
 * <pre>{@code
 * new Chart("Hidden units kept, k", "Squared error").line("k-sparse", ks, errors).logarithmicX()
 * }</pre>
 */
public final class Chart {

  private static final Marker[] MARKERS = {
    SeriesMarkers.CIRCLE,
    SeriesMarkers.DIAMOND,
    SeriesMarkers.SQUARE,
    SeriesMarkers.TRIANGLE_UP,
    SeriesMarkers.TRIANGLE_DOWN,
    SeriesMarkers.CROSS,
    SeriesMarkers.PLUS,
    SeriesMarkers.TRAPEZOID,
    SeriesMarkers.OVAL,
    SeriesMarkers.RECTANGLE
  };

  /** With more values than this, markers would cover the line. */
  private static final int MARKED_VALUES = 30;

  private static final int LINE_MARKER = 8;
  private static final int POINT_MARKER = 5;

  /** The legend of more series than this stands beside the plot: below, it would be cut. */
  private static final int LISTED_SERIES = 4;

  private static final BasicStroke[] STROKES = {
    stroke(), stroke(7, 4), stroke(2, 3), stroke(10, 3, 2, 3)
  };

  private final String xTitle;
  private final String yTitle;
  private final List<Series> series = new ArrayList<>();
  private boolean isXLogarithmic;
  private boolean isYLogarithmic;

  private record Series(String name, double[] x, double[] y, boolean isLine) {}

  /**
   * A chart without data.
   *
   * @param xTitle what the x axis shows, with its unit
   * @param yTitle what the y axis shows, with its unit
   */
  public Chart(String xTitle, String yTitle) {
    this.xTitle = xTitle;
    this.yTitle = yTitle;
  }

  /**
   * Adds a line.
   *
   * @param name for the legend
   * @param x rising values
   * @param y as many values
   * @return this chart
   */
  public Chart line(String name, double[] x, double[] y) {
    series.add(new Series(name, x.clone(), y.clone(), true));
    return this;
  }

  /**
   * Adds a line over 1, 2, 3 and so on.
   *
   * @param name for the legend
   * @param y values, from the first on
   * @return this chart
   */
  public Chart line(String name, double[] y) {
    double[] numbers = IntStream.rangeClosed(1, y.length).asDoubleStream().toArray();
    return line(name, numbers, y);
  }

  /**
   * Adds points that no line connects.
   *
   * @param name for the legend
   * @param x values
   * @param y as many values
   * @return this chart
   */
  public Chart points(String name, double[] x, double[] y) {
    series.add(new Series(name, x.clone(), y.clone(), false));
    return this;
  }

  /** {@return this chart, its x axis logarithmic} */
  public Chart logarithmicX() {
    isXLogarithmic = true;
    return this;
  }

  /** {@return this chart, its y axis logarithmic} */
  public Chart logarithmicY() {
    isYLogarithmic = true;
    return this;
  }

  XYChart draw(ChartTheme theme) {
    XYChart chart = ChartStyle.chart(xTitle, yTitle, theme);
    chart
        .getStyler()
        .setXAxisLogarithmic(isXLogarithmic)
        .setYAxisLogarithmic(isYLogarithmic)
        .setLegendVisible(series.size() > 1);
    if (!isYLogarithmic) {
      chart.getStyler().setyAxisTickLabelsFormattingFunction(Rounded::tick);
    }
    if (!isXLogarithmic) {
      chart.getStyler().setxAxisTickLabelsFormattingFunction(Rounded::tick);
    }
    if (series.size() > LISTED_SERIES) {
      chart
          .getStyler()
          .setLegendPosition(LegendPosition.OutsideE)
          .setLegendPadding(6)
          .setLegendSeriesLineLength(24);
    }
    for (int i = 0; i < series.size(); i++) {
      add(chart, i, theme);
    }
    return ChartStyle.withRoundTicks(chart);
  }

  private void add(XYChart chart, int i, ChartTheme theme) {
    Series one = series.get(i);
    Color colour = theme.data(i);
    XYSeries drawn = chart.addSeries(one.name, one.x, one.y);
    boolean isMarked = !one.isLine || one.x.length <= MARKED_VALUES;
    drawn.setMarker(isMarked ? MARKERS[i % MARKERS.length] : SeriesMarkers.NONE);
    drawn.setMarkerColor(colour);
    drawn.setLineColor(colour);
    drawn.setLineStyle(STROKES[i % STROKES.length]);
    if (!one.isLine) {
      drawn.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    }
    chart.getStyler().setMarkerSize(one.isLine ? LINE_MARKER : POINT_MARKER);
  }

  private static BasicStroke stroke(float... dashes) {
    return new BasicStroke(
        2.5f,
        BasicStroke.CAP_BUTT,
        BasicStroke.JOIN_ROUND,
        1,
        dashes.length == 0 ? null : dashes,
        0);
  }
}
