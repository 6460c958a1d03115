package org.autoencoderzoo.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.autoencoderzoo.evaluation.Metric;
import org.autoencoderzoo.linear.Pca;

/**
 * The figures of a run: what they were measured on, the metrics, and the time that training took.
 *
 * @param model id, or null if it has none
 * @param data name of the data
 * @param trainExamples number of them; 0 if it is not known
 * @param testExamples number of those that were measured
 * @param pca to compare with
 * @param metrics that apply to the model
 * @param columns errors by column; empty unless the examples are rows of a table
 */
record RunMetrics(
    String model,
    String data,
    long trainExamples,
    long testExamples,
    Pca pca,
    Map<Metric, Double> metrics,
    List<ColumnFigures> columns) {

  /** The content of {@code metrics.json}, in the order of its keys. */
  Map<String, Object> toJson(SavedRun run) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("model", model);
    json.put("data", data);
    json.put("seed", run.seed());
    json.put("epochs", run.epochs());
    json.put("epochs_trained", run.epochsTrained());
    json.put("train_examples", trainExamples == 0 ? null : trainExamples);
    json.put("test_examples", testExamples);
    metrics.forEach((metric, value) -> json.put(metric.key(), withoutFraction(value)));
    if (!columns.isEmpty()) {
      Map<String, Object> byName = new LinkedHashMap<>();
      columns.forEach(column -> byName.put(column.name(), column.toJson()));
      json.put("columns", byName);
    }
    json.put("train_seconds", run.trainSeconds());
    json.put("examples_per_second", run.examplesPerSecond());
    json.values().removeIf(Objects::isNull); // What a folder that a program saved does not say.
    return json;
  }

  /** Counts are written without a fraction. */
  private static Object withoutFraction(Double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15 ? (Object) value.longValue() : value;
  }
}
