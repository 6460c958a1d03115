package org.autoencoderzoo.benchmarks;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The results as pictures, in colours of Okabe and Ito (2008), which the colour-blind can tell
 * apart.
 */
final class Charts {

  private static final Map<Side, Color> COLOURS =
      Map.of(
          Side.OURS, new Color(0x0072b2),
          Side.DJL, new Color(0xd55e00),
          Side.STOCK, new Color(0xcc79a7),
          Side.GEMM, new Color(0x009e73));

  private static final Map<Side, Marker> MARKERS =
      Map.of(Side.OURS, SeriesMarkers.CIRCLE, Side.DJL, SeriesMarkers.DIAMOND);

  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 15);
  private static final Color GRID = new Color(0xd8dce1);

  private Charts() {}

  /**
   * Draws the time of each side as a multiple of DJL's, a group of bars for each case that DJL has.
   *
   * @param results case by case
   * @param file PNG to write
   */
  static void bars(List<CaseResult> results, Path file) throws IOException {
    List<CaseResult> compared =
        results.stream().filter(result -> result.median(Side.DJL).isPresent()).toList();
    if (compared.isEmpty()) {
      return;
    }
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(400 + 90 * compared.size())
            .height(760)
            .yAxisTitle("Time as a multiple of DJL's")
            .build();
    quiet(chart.getStyler());
    chart.getStyler().setXAxisLabelRotation(60).setYAxisMin(0.0);
    chart.getStyler().setAvailableSpaceFill(0.8);
    List<String> ids = compared.stream().map(result -> result.benchmark().id()).toList();
    for (Side side : List.of(Side.OURS, Side.DJL, Side.STOCK, Side.GEMM)) {
      List<Double> multiples =
          compared.stream()
              .map(result -> result.median(side).orElse(0) / result.median(Side.DJL).orElseThrow())
              .toList();
      CategorySeries series = chart.addSeries(side.title(), ids, multiples);
      series.setFillColor(COLOURS.get(side));
    }
    BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
  }

  /**
   * Draws how time grows, both axes logarithmic.
   *
   * @param results of cases that differ in one number
   * @param number that number
   * @param axis its name
   * @param file PNG to write
   */
  static void growth(
      List<CaseResult> results, ToDoubleFunction<Network> number, String axis, Path file)
      throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(860)
            .height(560)
            .xAxisTitle(axis + " (log scale)")
            .yAxisTitle("Milliseconds a step (log scale)")
            .build();
    quiet(chart.getStyler());
    chart
        .getStyler()
        .setXAxisLogarithmic(true)
        .setYAxisLogarithmic(true)
        .setDecimalPattern("#,##0");
    double[] x =
        results.stream()
            .mapToDouble(
                result -> number.applyAsDouble(((TrainingCase) result.benchmark()).network()))
            .toArray();
    List<Side> sides = List.of(Side.OURS, Side.DJL);
    DoubleSummaryStatistics range =
        sides.stream()
            .flatMapToDouble(side -> Arrays.stream(times(results, side)))
            .summaryStatistics();
    // XChart labels powers of ten alone: at least two, or nobody can read the axis.
    chart.getStyler().setYAxisMin(Math.pow(10, Math.floor(Math.log10(range.getMin()))));
    chart.getStyler().setYAxisMax(Math.pow(10, Math.ceil(Math.log10(range.getMax()))));
    for (Side side : sides) {
      double[] times = times(results, side);
      XYSeries series =
          chart.addSeries(side == Side.DJL ? "DJL, dense with topk" : side.title(), x, times);
      series.setLineColor(COLOURS.get(side));
      series.setMarkerColor(COLOURS.get(side));
      series.setMarker(MARKERS.get(side));
      series.setLineStyle(new BasicStroke(2.5f));
    }
    BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
  }

  private static double[] times(List<CaseResult> results, Side side) {
    return results.stream().mapToDouble(result -> result.median(side).orElseThrow()).toArray();
  }

  private static void quiet(AxesChartStyler styler) {
    styler
        .setChartTitleVisible(false)
        .setChartBackgroundColor(Color.WHITE)
        .setPlotBackgroundColor(Color.WHITE)
        .setPlotBorderVisible(false)
        .setLegendPosition(LegendPosition.OutsideS)
        .setLegendLayout(LegendLayout.Horizontal)
        .setLegendFont(FONT)
        .setLegendBorderColor(Color.WHITE);
    styler
        .setAxisTitleFont(FONT)
        .setAxisTickLabelsFont(FONT)
        .setPlotGridLinesColor(GRID)
        .setPlotGridLinesStroke(new BasicStroke(1))
        .setPlotGridVerticalLinesVisible(false)
        .setLocale(Locale.ROOT);
  }
}
