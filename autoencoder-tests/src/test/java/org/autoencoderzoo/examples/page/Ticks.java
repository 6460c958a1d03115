package org.autoencoderzoo.examples.page;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.lang.reflect.Field;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.Axis;
import org.knowm.xchart.internal.chartpart.AxisPair;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.XYStyler;

/**
 * The ticks of a painted axis; XChart shows them to nobody.
 *
 * @param labels those that are painted, in their order
 * @param places of them in pixels
 */
public record Ticks(List<String> labels, List<Double> places) {

  /** The ticks from left to right. */
  public static Ticks ofX(XYChart chart) {
    AxisPair<?, ?> axes = axes(chart);
    XYStyler styler = chart.getStyler();
    return of(axes.getXAxis(), styler.getXAxisMin(), styler.getXAxisMax());
  }

  /** XChart computes ticks beyond the ends of the axis, too, and does not paint them. */
  private static Ticks of(Axis<?, ?> axis, double from, double to) {
    double tolerance = 1e-6 * (to - from);
    List<String> labels = axis.getAxisTickCalculator().getTickLabels();
    List<Double> places = axis.getAxisTickCalculator().getTickLocations();
    int[] shown =
        IntStream.range(0, labels.size())
            .filter(i -> labels.get(i) != null && !labels.get(i).isBlank())
            .filter(i -> Double.parseDouble(labels.get(i)) >= from - tolerance)
            .filter(i -> Double.parseDouble(labels.get(i)) <= to + tolerance)
            .toArray();
    return new Ticks(
        IntStream.of(shown).mapToObj(labels::get).toList(),
        IntStream.of(shown).mapToObj(places::get).toList());
  }

  /** The ticks from bottom to top. */
  public static Ticks ofY(XYChart chart) {
    try {
      var method = AxisPair.class.getDeclaredMethod("getYAxis");
      method.setAccessible(true);
      Axis<?, ?> axis = (Axis<?, ?>) method.invoke(axes(chart));
      XYStyler styler = chart.getStyler();
      return of(axis, styler.getYAxisMin(), styler.getYAxisMax());
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static AxisPair<?, ?> axes(XYChart chart) {
    Pictures.painted(chart);
    try {
      Field field = Chart.class.getDeclaredField("axisPair");
      field.setAccessible(true);
      return (AxisPair<?, ?>) field.get(chart);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** {@return the numbers of the labels} */
  public double[] numbers() {
    return labels.stream().mapToDouble(Double::parseDouble).toArray();
  }

  /** {@return the least space between two neighbours' labels that stand side by side, in pixels} */
  public double leastGap() {
    FontRenderContext context = new FontRenderContext(null, true, true);
    Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 16);
    double[] widths =
        labels.stream().mapToDouble(l -> font.getStringBounds(l, context).getWidth()).toArray();
    return IntStream.range(1, widths.length)
        .mapToDouble(i -> places.get(i) - places.get(i - 1) - (widths[i - 1] + widths[i]) / 2)
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }
}
