package org.autoencoderzoo.cli.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.autoencoderzoo.evaluation.Metric;
import org.autoencoderzoo.training.LearningCurve;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a finished run of training gives to its report.
 *
 * @param model id, as the command line knows it
 * @param summary what the model is, in one line
 * @param data title of the data set
 * @param command that reproduces the run
 * @param facts about the run by name, in the order to show: seed, epochs, examples, seconds
 * @param settings of the model by name, in the order to show
 * @param curve scores by epoch, with those of the levels of a stack; without epochs, if nothing was
 *     trained
 * @param scored what the curve's validation scores are of, in a word: test or validation
 * @param metrics those that apply to the model, on test data
 * @param penalized whether the model was trained to keep a penalty low, too
 * @param codes of test examples, {@code [m, K]}, m at least 1; a sample is enough
 * @param shown what is shown of test examples, and of what the network makes of them
 */
public record RunReport(
    String model,
    String summary,
    String data,
    String command,
    Map<String, String> facts,
    Map<String, Object> settings,
    LearningCurve curve,
    String scored,
    Map<Metric, Double> metrics,
    boolean penalized,
    INDArray codes,
    ShownExamples shown) {

  /** Keeps the order of facts and settings. */
  public RunReport {
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    metrics = Map.copyOf(metrics);
  }
}
