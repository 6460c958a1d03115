package org.autoencoderzoo.cli.report;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.autoencoderzoo.cli.report.ShownImages.NoisyInput;
import org.autoencoderzoo.cli.report.ShownImages.PcaBaseline;
import org.autoencoderzoo.evaluation.Filters;
import org.autoencoderzoo.evaluation.Metric;
import org.autoencoderzoo.image.ImageShape;
import org.autoencoderzoo.training.LearningCurve;
import org.autoencoderzoo.training.LearningCurve.Epoch;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A report of a run that never was, to change in one respect. */
final class SampleReport {

  static final ImageShape DIGIT = new ImageShape(1, 8, 8);

  String model = "basic";
  final Map<String, String> facts = new LinkedHashMap<>(Map.of("Seed", "42"));
  final Map<String, Object> settings = new LinkedHashMap<>(Map.of("codeSize", 32));
  LearningCurve curve = curve(20, 11);
  final Map<Metric, Double> metrics = new EnumMap<>(Metric.class);
  boolean penalized;
  ImageShape shape = DIGIT;
  String scored = "test";
  INDArray originals = Nd4j.rand(20, 64);
  Optional<NoisyInput> noise = Optional.empty();
  INDArray reconstructions = Nd4j.rand(20, 64);
  Optional<PcaBaseline> pca = Optional.of(new PcaBaseline(32, Nd4j.rand(20, 64)));
  Optional<Filters> filters = Optional.of(new Filters(DIGIT, Nd4j.randn(32, 64)));
  INDArray codes = Nd4j.rand(100, 32);

  SampleReport() {
    for (Metric metric : Metric.values()) {
      metrics.put(metric, 0.1 * metric.ordinal());
    }
    metrics.put(Metric.SQUARED_ERROR, 6.31);
    metrics.put(Metric.PCA_SQUARED_ERROR, 7.40);
    metrics.put(Metric.CODE_SIZE, 32.0);
    metrics.put(Metric.ACTIVE_UNITS, 32.0);
  }

  void withoutPca() {
    metrics.remove(Metric.PCA_SQUARED_ERROR);
    metrics.remove(Metric.PCA_DENOISING_ERROR);
    pca = Optional.empty();
  }

  String page() {
    return ReportPage.render(report());
  }

  String outcome() {
    return Outcome.of(report());
  }

  String filterWords() {
    return new FilterSection(report(), images(), filters.orElseThrow()).words();
  }

  private RunReport report() {
    return new RunReport(
        model,
        "Autoencoder with one hidden layer.",
        "Handwritten digits",
        "./ae train basic --data digits --seed 42",
        facts,
        settings,
        curve,
        scored,
        metrics,
        penalized,
        codes,
        images());
  }

  private ShownImages images() {
    return new ShownImages(shape, originals, noise, reconstructions, pca, filters);
  }

  static LearningCurve curve(int epochs, double validation) {
    return new LearningCurve(
        IntStream.rangeClosed(1, epochs)
            .mapToObj(i -> new Epoch(i, 10 + 1.0 / i, 2 * validation / i, 1))
            .toList());
  }
}
