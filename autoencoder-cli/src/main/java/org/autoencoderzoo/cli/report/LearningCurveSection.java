package org.autoencoderzoo.cli.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.autoencoderzoo.examples.page.ChartStyle;
import org.autoencoderzoo.examples.page.ChartTheme;
import org.autoencoderzoo.examples.page.Html;
import org.autoencoderzoo.examples.page.Pictures;
import org.autoencoderzoo.examples.page.Rounded;
import org.autoencoderzoo.training.LearningCurve;
import org.autoencoderzoo.training.LearningCurve.Epoch;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A learning curve and what it shows, in words. In the chart, the training score is a solid line,
 * that of the test or validation a dashed one where there is any.
 */
final class LearningCurveSection {

  /** Above this ratio of the highest to the lowest score, a linear axis hides how training ends. */
  private static final double LOGARITHMIC_FROM = 50;

  /** With more epochs than this, markers would cover the line. */
  private static final int MARKED_EPOCHS = 30;

  private final List<Epoch> epochs;
  private final int kept;
  private final String scored;

  /** Takes a curve of one epoch or more. */
  LearningCurveSection(LearningCurve curve, String scored) {
    this.epochs = curve.epochs();
    this.kept = curve.kept();
    this.scored = scored;
  }

  /** Of each level, if there are any, and of the whole; of none where nothing was trained. */
  static List<Html> of(RunReport report) {
    List<Html> sections = new ArrayList<>();
    int levels = report.curve().levels().size();
    for (int i = 0; i < levels; i++) {
      sections.add(
          new LearningCurveSection(report.curve().levels().get(i), report.scored())
              .html("Learning curve of level %d of %d".formatted(i + 1, levels)));
    }
    if (!report.curve().epochs().isEmpty()) {
      sections.add(
          new LearningCurveSection(report.curve(), report.scored())
              .html(levels == 0 ? "Learning curve" : "Learning curve of all levels together"));
    }
    return sections;
  }

  private Html html(String title) {
    String words = words();
    return ReportPage.besideWords(title, Pictures.chart(this::chart, words), words);
  }

  XYChart chart(ChartTheme theme) {
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

  private String words() {
    Optional<Epoch> best =
        epochs.stream()
            .filter(epoch -> Double.isFinite(epoch.validationScore()))
            .min(Comparator.comparingDouble(Epoch::validationScore));
    return training() + best.map(this::validation).orElse("");
  }

  private String training() {
    String end = Rounded.figure(last().trainingScore());
    if (first().number() == last().number()) {
      return "After one epoch, the training score is " + end + ".";
    }
    return "The training score went from "
        + Rounded.figure(first().trainingScore())
        + " in epoch "
        + first().number()
        + " to "
        + end
        + " in epoch "
        + last().number()
        + ".";
  }

  private String validation(Epoch best) {
    String lowest =
        first().number() == last().number()
            ? " The " + scored + " score is " + Rounded.figure(best.validationScore()) + "."
            : " The "
                + scored
                + " score was lowest in epoch "
                + best.number()
                + (best.number() == last().number() ? ", the last, at " : ", at ")
                + Rounded.figure(best.validationScore())
                + ".";
    return lowest
        + (kept < last().number() ? " The network of epoch " + kept + " was kept." : "")
        + " Training is scored while an epoch runs, the "
        + scored
        + " score is taken after it, so it can come out"
        + " lower.";
  }

  private Epoch first() {
    return epochs.get(0);
  }

  private Epoch last() {
    return epochs.get(epochs.size() - 1);
  }
}
