package org.autoencoderzoo.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.cli.report.RunReport;
import org.autoencoderzoo.cli.report.ShownExamples;
import org.autoencoderzoo.files.Versions;
import org.autoencoderzoo.training.LearningCurve;
import org.autoencoderzoo.zoo.Zoo;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Gathers what the report of a run shows, whatever the data. */
final class ReportContents {

  /** So many codes tell enough. */
  static final int CODES = 2000;

  private ReportContents() {}

  static RunReport of(
      SavedRun run,
      Zoo.Entry model,
      String title,
      Autoencoder autoencoder,
      RunMetrics measured,
      LearningCurve curve,
      INDArray codes,
      ShownExamples shown) {
    return new RunReport(
        model.id(),
        model.summary(),
        title,
        run.command(),
        facts(run, autoencoder, measured, curve),
        autoencoder.settings(),
        curve,
        run.patience() == null ? "test" : "validation",
        measured.metrics(),
        isPenalized(autoencoder),
        codes,
        shown);
  }

  /** Whether penalties add to the score: those of weight 0 do not. */
  private static boolean isPenalized(Autoencoder autoencoder) {
    long[] example = autoencoder.inputShape();
    long[] shape = LongStream.concat(LongStream.of(20), LongStream.of(example)).toArray();
    INDArray x = Nd4j.rand(Nd4j.getRandomFactory().getNewRandomInstance(1), shape);
    ComputationGraph copy = autoencoder.network().clone();
    double ofWeights = copy.calcRegularizationScore(true); // Without a forward pass.
    copy.feedForward(x, false);
    return copy.calcRegularizationScore(true) != ofWeights;
  }

  private static Map<String, String> facts(
      SavedRun run, Autoencoder autoencoder, RunMetrics measured, LearningCurve curve) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("seed", Long.toString(run.seed()));
    facts.put("epochs", Integer.toString(run.epochs()));
    if (!curve.levels().isEmpty()) {
      facts.put(
          "epochs per level",
          curve.levels().stream()
              .map(level -> Integer.toString(level.epochs().size()))
              .collect(Collectors.joining(", ")));
    }
    if (run.patience() != null) {
      facts.put("patience", run.patience() + " epochs");
      facts.put("epochs trained", Integer.toString(run.epochsTrained()));
      facts.put("epoch kept", Integer.toString(run.keptEpoch()));
    }
    facts.put("batch size", Integer.toString(run.batch()));
    facts.put("training examples", grouped(measured.trainExamples()));
    facts.put("test examples", grouped(measured.testExamples()));
    facts.put("parameters", grouped(autoencoder.network().numParams()));
    facts.put("training time", String.format(Locale.ROOT, "%.1f s", run.trainSeconds()));
    facts.put(
        "training speed", grouped(Math.round(run.examplesPerSecond())) + " examples per second");
    facts.putAll(Versions.all());
    return facts;
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
