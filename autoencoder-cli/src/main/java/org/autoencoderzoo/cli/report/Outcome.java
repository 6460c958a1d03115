package org.autoencoderzoo.cli.report;

import java.util.Map;
import org.autoencoderzoo.evaluation.Metric;
import org.autoencoderzoo.examples.page.Rounded;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What came out of a run, in words: the same on the page and on the console. */
public final class Outcome {

  /** Of a collapsed model, the reconstructions vary less than this share of what examples do. */
  private static final double ALIKE = 0.01;

  private Outcome() {}

  /**
   * {@return a few sentences, or nothing if the metrics say too little}
   *
   * @param report of the run
   */
  public static String of(RunReport report) {
    return report.shown().outcome(report);
  }

  /** Whether the reconstructions are all alike, while the originals differ. */
  static boolean isCollapsed(INDArray originals, INDArray reconstructions) {
    return variation(reconstructions) < ALIKE * variation(originals);
  }

  /** Summed over the features, mean over the examples. */
  private static double variation(INDArray rows) {
    INDArray x = rows.castTo(DataType.DOUBLE);
    INDArray centred = x.subRowVector(x.mean(0));
    return centred.muli(centred).sumNumber().doubleValue() / x.size(0);
  }

  /** Of a collapsed model. */
  static String collapsed(RunReport report) {
    return "The model has collapsed: its reconstructions are all alike, whatever the input. "
        + causes(report);
  }

  /** Why a model does not learn. */
  static String causes(RunReport report) {
    Object rate = report.settings().get("learningRate");
    return "The usual causes are a learning rate that is too high"
        + (rate == null ? "" : " (here " + rate + ")")
        + ", a penalty or noise that outweighs the reconstruction, and training that is too short.";
  }

  /** The code in words, such as 8 numbers. */
  static String code(Map<Metric, Double> metrics) {
    Double units = metrics.get(Metric.CODE_SIZE);
    return units == null ? "a code" : Rounded.figure(units) + (units == 1 ? " number" : " numbers");
  }

  /** PCA's components in words, such as the same 8 numbers. */
  static String numbers(int components, Map<Metric, Double> metrics) {
    boolean same = metrics.getOrDefault(Metric.CODE_SIZE, Double.NaN) == components;
    return (same ? "the same " : "") + (components == 1 ? "one number" : components + " numbers");
  }

  /** How an error compares with another, such as 12% lower. */
  static String difference(double relative) {
    double percent = Math.abs(100 * relative);
    if (!Double.isFinite(percent)) {
      return "higher";
    }
    if (percent < 0.5) {
      return "within 1% of that";
    }
    if (relative > 1) {
      return Rounded.figure(1 + relative) + " times as high";
    }
    return Math.round(percent) + "% " + (relative < 0 ? "lower" : "higher");
  }
}
