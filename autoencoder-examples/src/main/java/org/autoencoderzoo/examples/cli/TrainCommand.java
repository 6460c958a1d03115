package org.autoencoderzoo.examples.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.data.AtomicFile;
import org.autoencoderzoo.data.ImageDataSet;
import org.autoencoderzoo.data.LabeledImages;
import org.autoencoderzoo.data.Sha256;
import org.autoencoderzoo.data.TrainTest;
import org.autoencoderzoo.evaluation.Metric;
import org.autoencoderzoo.examples.report.ReportPage;
import org.autoencoderzoo.training.LearningCurve;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.zoo.ModelBuilder;
import org.autoencoderzoo.zoo.Settings;
import org.autoencoderzoo.zoo.Zoo;
import org.autoencoderzoo.zoo.ZooModel;
import org.nd4j.linalg.api.ndarray.INDArray;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains a model and leaves a folder with the network, its metrics and a report. */
@Command(
    name = "train",
    description = "Train a model; leave the network, its metrics and a report in a folder.",
    footer = {"", "Example: ae train deep --data mnist --epochs 40 --set hiddenSizes=1000,500,250"})
final class TrainCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "MODEL",
      description = "A name from 'ae list'.",
      converter = ZooConverter.class)
  private Zoo model;

  @Mixin private DataOptions dataOptions;

  @Option(
      names = "--epochs",
      paramLabel = "E",
      converter = DataOptions.Positive.class,
      description = "Passes over the training examples; 200 on digits, 10 on larger data.")
  private Integer epochs;

  @Option(
      names = "--batch",
      paramLabel = "B",
      defaultValue = "128",
      converter = DataOptions.Positive.class,
      description = "Examples a training step; ${DEFAULT-VALUE} by default.")
  private Integer batch;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "42",
      description = "Seed of everything random; ${DEFAULT-VALUE} by default.")
  private long seed;

  @Option(
      names = "--set",
      paramLabel = "name=value",
      description = "A setting of the model, as 'ae list MODEL' shows them; may be repeated.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder to write; runs/MODEL-DATA-SEED by default.")
  private Path out;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    ImageDataSet dataSet = dataOptions.data(ImageDataSet.DIGITS);
    int wantedEpochs = epochs != null ? epochs : dataSet == ImageDataSet.DIGITS ? 200 : 10;
    checkSettings();
    Path folder = out != null ? out : Path.of("runs", model.id() + "-" + dataSet.id() + "-" + seed);
    try (RunFolder run = RunFolder.prepare(folder)) {
      TrainTest data = dataOptions.load(dataSet, dataOptions.limit(null));
      ZooModel<?> zooModel = built(data.train());
      Autoencoder autoencoder = zooModel.init();
      LearningCurve curve = train(autoencoder, data, wantedEpochs);

      autoencoder.save(run.file(RunFolder.MODEL));
      double rows = (double) wantedEpochs * data.train().size();
      SavedRun saved =
          new SavedRun(
              model.id(),
              Settings.of(zooModel.settings()),
              dataSet.id(),
              data.sha256(),
              dataOptions.limit(null),
              seed,
              wantedEpochs,
              batch,
              curve.seconds(),
              rows / curve.seconds(),
              Sha256.of(run.file(RunFolder.MODEL)),
              Versions.all(),
              command());
      SavedRun.writeJson(run.file(RunFolder.ZOO), saved);
      RunMetrics metrics = RunMetrics.of(autoencoder, data);
      SavedRun.writeJson(run.file(RunFolder.METRICS), metrics.toJson(saved, data));
      run.publish();
      // Last, so that a machine which cannot draw, for want of fonts, does not lose the training.
      String report = ReportPage.render(RunReports.of(saved, autoencoder, data, curve, metrics));
      AtomicFile.write(
          folder.resolve(RunFolder.REPORT),
          file -> file.write(report.getBytes(StandardCharsets.UTF_8)));
      printResult(metrics, folder);
    }
    return 0;
  }

  /** Refuses wrong settings before anything is loaded; the input size does not matter for that. */
  private void checkSettings() {
    withSettings(model.builder());
  }

  private ZooModel<?> built(LabeledImages images) {
    try {
      ModelBuilder<?> builder =
          model.builder().forImages(images.channels(), images.height(), images.width());
      return withSettings(builder.seed(seed)).build();
    } catch (IllegalArgumentException e) {
      throw wrongUsage(e);
    }
  }

  private ModelBuilder<?> withSettings(ModelBuilder<?> builder) {
    try {
      settings.forEach((name, value) -> Settings.set(builder, name, value));
    } catch (IllegalArgumentException e) {
      throw wrongUsage(e);
    }
    return builder;
  }

  private ParameterException wrongUsage(IllegalArgumentException e) {
    return new ParameterException(spec.commandLine(), model.id() + ": " + e.getMessage(), e);
  }

  private LearningCurve train(Autoencoder autoencoder, TrainTest data, int wantedEpochs) {
    INDArray train = autoencoder.shaped(data.train().images());
    Training training =
        Training.defaults()
            .withEpochs(wantedEpochs)
            .withBatchSize(batch)
            .withSeed(seed)
            .withValidation(autoencoder.shaped(data.test().images()));
    try (ConsoleProgress progress =
        ConsoleProgress.start(
            model.id(), wantedEpochs, train.size(0), spec.commandLine().getErr())) {
      return autoencoder.fit(train, training.withProgress(progress));
    }
  }

  /** The words that were typed, quoted as a shell needs them. */
  private String command() {
    return spec.root().commandLine().getParseResult().originalArgs().stream()
        .map(
            word -> word.matches("[\\w./=,:@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
        .collect(Collectors.joining(" ", "./ae ", ""));
  }

  private void printResult(RunMetrics metrics, Path folder) {
    PrintWriter results = spec.commandLine().getOut();
    results.printf(
        Locale.ROOT,
        "%s: squared error %.4g on test data, PCA with the same code size %.4g%n",
        model.id(),
        metrics.metrics().get(Metric.SQUARED_ERROR),
        metrics.metrics().get(Metric.PCA_SQUARED_ERROR));
    results.printf("%s%n", folder.resolve(RunFolder.REPORT));
    results.flush();
  }
}
