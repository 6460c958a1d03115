package org.autoencoderzoo.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.datasets.TrainTest;
import org.autoencoderzoo.evaluation.Metric;
import org.autoencoderzoo.evaluation.ReconstructionEvaluation;
import org.autoencoderzoo.linear.Pca;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The figures of a run: what they were measured on, the metrics, and the time that training took.
 */
record RunMetrics(String model, Pca pca, Map<Metric, Double> metrics) {

  /** Measures a model on the test examples, beside PCA fitted on the training examples. */
  static RunMetrics of(Autoencoder autoencoder, TrainTest data) {
    INDArray train = data.train().images();
    Pca pca = Pca.fit(train, ReconstructionEvaluation.pcaCodeSize(autoencoder, train));
    return new RunMetrics(
        autoencoder.model().orElse(null),
        pca,
        ReconstructionEvaluation.of(autoencoder, pca, autoencoder.shaped(data.test().images())));
  }

  /** The content of {@code metrics.json}, in the order of its keys. */
  Map<String, Object> toJson(SavedRun run, TrainTest data) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("model", model);
    json.put("data", data.name());
    json.put("seed", run.seed());
    json.put("epochs", run.epochs());
    json.put("epochs_trained", run.epochsTrained());
    json.put("train_examples", data.train().size());
    json.put("test_examples", data.test().size());
    metrics.forEach((metric, value) -> json.put(metric.key(), withoutFraction(value)));
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
