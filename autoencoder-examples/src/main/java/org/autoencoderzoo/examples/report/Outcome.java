package org.autoencoderzoo.examples.report;

import java.util.Map;
import java.util.Optional;
import org.autoencoderzoo.evaluation.Metric;
import org.autoencoderzoo.examples.page.Rounded;

/** What came out of a run, in words. */
final class Outcome {

  private final RunReport report;
  private final Map<Metric, Double> metrics;

  private Outcome(RunReport report) {
    this.report = report;
    this.metrics = report.metrics();
  }

  /** One sentence, or empty if the metrics say too little. */
  static Optional<String> of(RunReport report) {
    return new Outcome(report).sentence();
  }

  private Optional<String> sentence() {
    if (!metrics.containsKey(Metric.SQUARED_ERROR)) {
      return Optional.empty();
    }
    String outcome =
        "Squared error "
            + Rounded.figure(metrics.get(Metric.SQUARED_ERROR))
            + " an image on test data";
    return Optional.of(outcome + comparison().orElseGet(this::codeSize) + ".");
  }

  private Optional<String> comparison() {
    if (report.pca().isEmpty() || !metrics.containsKey(Metric.PCA_SQUARED_ERROR)) {
      return Optional.empty();
    }
    int components = report.pca().get().codeSize();
    if (components >= report.shape().size()) {
      return Optional.of(
          codeSize() + "; PCA is no yardstick here: with that many numbers it copies the image");
    }
    double error = metrics.get(Metric.SQUARED_ERROR);
    double pcaError = metrics.get(Metric.PCA_SQUARED_ERROR);
    return Optional.of(
        ", against "
            + Rounded.figure(pcaError)
            + " for PCA with "
            + numbers(components)
            + ": "
            + difference(error / pcaError - 1));
  }

  private String numbers(int components) {
    boolean same = metrics.getOrDefault(Metric.CODE_SIZE, Double.NaN) == components;
    return (same ? "the same " : "") + (components == 1 ? "one number" : components + " numbers");
  }

  private static String difference(double relative) {
    double percent = Math.abs(100 * relative);
    if (!Double.isFinite(percent)) {
      return "higher";
    }
    if (percent < 0.5) {
      return "less than 1% apart";
    }
    if (relative > 1) {
      return Rounded.figure(1 + relative) + " times as high";
    }
    return Math.round(percent) + "% " + (relative < 0 ? "lower" : "higher");
  }

  private String codeSize() {
    Double units = metrics.get(Metric.CODE_SIZE);
    return units == null
        ? ""
        : ", with a code of "
            + Rounded.figure(units)
            + (units == 1 ? " number" : " numbers")
            + " for "
            + report.shape().size()
            + " pixel values";
  }
}
