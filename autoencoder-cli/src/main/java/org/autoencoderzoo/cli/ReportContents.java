package org.autoencoderzoo.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.cli.report.RunReport;
import org.autoencoderzoo.datasets.LabeledImages;
import org.autoencoderzoo.datasets.NamedDataSet;
import org.autoencoderzoo.datasets.TrainTest;
import org.autoencoderzoo.evaluation.Filters;
import org.autoencoderzoo.evaluation.Metric;
import org.autoencoderzoo.evaluation.Restoration;
import org.autoencoderzoo.files.Versions;
import org.autoencoderzoo.image.ImageShape;
import org.autoencoderzoo.layers.EncoderLayer;
import org.autoencoderzoo.linear.Pca;
import org.autoencoderzoo.training.LearningCurve;
import org.autoencoderzoo.zoo.Zoo;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Gathers what the report of a run shows. */
final class ReportContents {

  private static final int PICTURES_A_CLASS = 2;
  private static final int FILTERS = 100;
  private static final int CODES = 2000;

  private ReportContents() {}

  static RunReport of(
      SavedRun run,
      Zoo.Entry model,
      NamedDataSet dataSet,
      Autoencoder autoencoder,
      TrainTest data,
      LearningCurve curve,
      RunMetrics measured) {
    LabeledImages test = data.test();
    ImageShape shape = test.shape();
    INDArray originals = test.firstOfEachClass(PICTURES_A_CLASS);
    Optional<Restoration> restoration = Restoration.of(autoencoder);
    INDArray inputs = restoration.map(noise -> noise.corrupted(originals)).orElse(originals);
    return new RunReport(
        model.id(),
        model.summary(),
        title(dataSet, data),
        run.command(),
        facts(run, autoencoder, data, curve),
        autoencoder.settings(),
        curve,
        run.patience() == null ? "test" : "validation",
        measured.metrics(),
        isPenalized(autoencoder),
        shape,
        originals,
        restoration.map(noise -> noisy(noise, inputs, autoencoder, measured.pca(), test)),
        autoencoder.reconstruct(autoencoder.shaped(inputs)).reshape(originals.shape()),
        pca(measured, inputs),
        Optional.of(Filters.of(autoencoder, shape, FILTERS)),
        autoencoder.encode(autoencoder.shaped(first(test.images(), CODES))));
  }

  private static boolean isPenalized(Autoencoder autoencoder) {
    return Arrays.stream(autoencoder.network().getLayers())
        .map(layer -> layer.conf().getLayer())
        .anyMatch(
            layer ->
                layer instanceof EncoderLayer encoder && !encoder.settings().penalties().isEmpty());
  }

  private static String title(NamedDataSet dataSet, TrainTest data) {
    return data.name().equals(dataSet.id())
        ? dataSet.title()
        : "images of the folder " + data.name();
  }

  private static RunReport.NoisyInput noisy(
      Restoration restoration,
      INDArray noisy,
      Autoencoder autoencoder,
      Pca pca,
      LabeledImages test) {
    INDArray images = autoencoder.shaped(test.images());
    return new RunReport.NoisyInput(
        restoration.noise(),
        noisy,
        restoration.errorOfNoise(images),
        restoration.error(autoencoder, images),
        restoration.error(pca, test.images()));
  }

  /** Only where its figures were found worth measuring. */
  private static Optional<RunReport.PcaBaseline> pca(RunMetrics measured, INDArray inputs) {
    return measured.metrics().containsKey(Metric.PCA_SQUARED_ERROR)
        ? Optional.of(
            new RunReport.PcaBaseline(
                measured.pca().codeSize(), measured.pca().reconstruct(inputs)))
        : Optional.empty();
  }

  private static Map<String, String> facts(
      SavedRun run, Autoencoder autoencoder, TrainTest data, LearningCurve curve) {
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
    facts.put("training examples", grouped(data.train().size()));
    facts.put("test examples", grouped(data.test().size()));
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

  private static INDArray first(INDArray rows, int most) {
    return rows.get(NDArrayIndex.interval(0, Math.min(rows.size(0), most)));
  }
}
