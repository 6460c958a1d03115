package org.autoencoderzoo.cli.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.autoencoderzoo.cli.report.ShownTable.ColumnError;
import org.autoencoderzoo.evaluation.Metric;
import org.autoencoderzoo.examples.page.Rounded;
import org.autoencoderzoo.training.LearningCurve.Epoch;

/** What came out of a run on the rows of a table, in words. */
final class TableOutcome {

  /** A smaller share of the variance is rounding. */
  private static final double NOTHING = 1e-6;

  /** Scores that rise again by more than this are no chance. */
  private static final double RISEN = 1.1;

  private TableOutcome() {}

  static String of(RunReport report, ShownTable table) {
    Map<Metric, Double> metrics = report.metrics();
    Double unexplained = metrics.get(Metric.FVU);
    if (unexplained == null) {
      return "";
    }
    if (Outcome.isCollapsed(table.originals(), table.reconstructions())) {
      return Outcome.collapsed(report);
    }
    if (unexplained >= 1) {
      return "The model has not learned: its reconstructions of test rows are further from the rows"
          + " than the mean of all rows is. "
          + Outcome.causes(report);
    }
    return "The model turns the %s of a row into %s, and these back into the row."
            .formatted(
                table.columns().size() == 1 ? "column" : table.columns().size() + " columns",
                Outcome.code(metrics))
        + " Of the variance of test rows it leaves "
        + Rounded.percent(unexplained)
        + " unexplained"
        + comparison(report, table)
        + bestAndWorst(table.columns())
        + overfitting(report);
  }

  private static String comparison(RunReport report, ShownTable table) {
    Double ofPca = report.metrics().get(Metric.PCA_SQUARED_ERROR);
    if (ofPca == null || table.pcaCodeSize().isEmpty()) {
      return ".";
    }
    double error = report.metrics().get(Metric.SQUARED_ERROR);
    double left = report.metrics().get(Metric.FVU) * ofPca / error;
    String numbers = Outcome.numbers(table.pcaCodeSize().getAsInt(), report.metrics());
    if (left < NOTHING) {
      return ". PCA, the best linear way to do that, leaves nothing with %s: the columns are linear in each other."
          .formatted(numbers);
    }
    return ". PCA, the best linear way to do that, leaves %s with %s: the model's error is %s%s."
        .formatted(
            Rounded.percent(left),
            numbers,
            Outcome.difference(error / ofPca - 1),
            report.penalized()
                ? ", but it was trained to keep a penalty on its code low, too"
                : "");
  }

  private static String bestAndWorst(List<ColumnError> columns) {
    List<ColumnError> rising =
        columns.stream()
            .filter(column -> column.unexplained().isPresent())
            .sorted(Comparator.comparingDouble(column -> column.unexplained().orElseThrow()))
            .toList();
    return rising.size() < 2
        ? ""
        : " It knows %s best (%s) and %s least (%s)."
            .formatted(
                rising.get(0).name(),
                Rounded.percent(rising.get(0).unexplained().orElseThrow()),
                rising.get(rising.size() - 1).name(),
                Rounded.percent(rising.get(rising.size() - 1).unexplained().orElseThrow()));
  }

  /** Of a model that has learned its training rows by heart. */
  private static String overfitting(RunReport report) {
    List<Epoch> epochs =
        report.curve().epochs().stream()
            .filter(epoch -> Double.isFinite(epoch.validationScore()))
            .toList();
    if (epochs.isEmpty() || !report.scored().equals("test")) {
      return "";
    }
    Epoch last = epochs.get(epochs.size() - 1);
    Epoch best =
        epochs.stream().min(Comparator.comparingDouble(Epoch::validationScore)).orElseThrow();
    return last.validationScore() > RISEN * best.validationScore()
        ? " From epoch %d on it learned the training rows by heart, for their score fell and that of"
                .formatted(best.number())
            + " the test rows rose: --patience 10 stops in time."
        : "";
  }
}
