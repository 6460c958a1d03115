package org.autoencoderzoo.cli.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.autoencoderzoo.examples.page.ChartStyle;
import org.autoencoderzoo.examples.page.ChartTheme;
import org.autoencoderzoo.examples.page.Rounded;
import org.autoencoderzoo.training.LearningCurve;
import org.autoencoderzoo.training.LearningCurve.Epoch;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Score by epoch: training as a solid line, test or validation as a dashed one where there is any.
 */
final class LearningCurveChart {

  /** Above this ratio of the highest to the lowest score, a linear axis hides how training ends. */
  private static final double LOGARITHMIC_FROM = 50;

  /** With more epochs than this, markers would cover the line. */
  private static final int MARKED_EPOCHS = 30;

  private final List<Epoch> epochs;
  private final String scored;

  LearningCurveChart(LearningCurve curve, String scored) {
    this.epochs = curve.epochs();
    this.scored = scored;
  }

  XYChart draw(ChartTheme theme) {
    boolean logarithmic = isLogarithmic();
    XYChart chart =
        ChartStyle.chart("Epoch", logarithmic ? "Score (log scale)" : "Score per example", theme);
    chart.getStyler().setYAxisLogarithmic(logarithmic).setXAxisDecimalPattern("0");
    if (!logarithmic) {
      // XChart would give up the ticks of a logarithmic axis for this.
      chart.getStyler().setyAxisTickLabelsFormattingFunction(Rounded::tick);
    }
    add(chart, "Training", Epoch::trainingScore, theme.data(0), SeriesMarkers.CIRCLE)
        .setLineStyle(solid());
    if (epochs.stream().anyMatch(epoch -> Double.isFinite(epoch.validationScore()))) {
      add(chart, capitalized(scored), Epoch::validationScore, theme.data(1), SeriesMarkers.DIAMOND)
          .setLineStyle(dashed());
    }
    return ChartStyle.withRoundTicks(chart);
  }

  private XYSeries add(
      XYChart chart, String name, ToDoubleFunction<Epoch> score, Color colour, Marker marker) {
    List<Epoch> shown =
        epochs.stream().filter(epoch -> Double.isFinite(score.applyAsDouble(epoch))).toList();
    XYSeries series =
        chart.addSeries(
            name,
            shown.stream().mapToDouble(Epoch::number).toArray(),
            shown.stream().mapToDouble(score).toArray());
    series.setMarker(shown.size() > MARKED_EPOCHS ? SeriesMarkers.NONE : marker);
    series.setMarkerColor(colour);
    series.setLineColor(colour);
    return series;
  }

  private static String capitalized(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  private boolean isLogarithmic() {
    DoubleSummaryStatistics scores =
        epochs.stream()
            .flatMapToDouble(e -> DoubleStream.of(e.trainingScore(), e.validationScore()))
            .filter(Double::isFinite)
            .summaryStatistics();
    return scores.getMin() > 0 && scores.getMax() > LOGARITHMIC_FROM * scores.getMin();
  }

  private static BasicStroke solid() {
    return new BasicStroke(2.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  }

  private static BasicStroke dashed() {
    return new BasicStroke(
        2.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {7, 4}, 0);
  }
}
