package org.autoencoderzoo.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.cli.report.Outcome;
import org.autoencoderzoo.cli.report.ReportPage;
import org.autoencoderzoo.cli.report.RunReport;
import org.autoencoderzoo.cli.report.ShownImages;
import org.autoencoderzoo.datasets.ImageDataSet;
import org.autoencoderzoo.files.AtomicFile;
import org.autoencoderzoo.image.Png;
import org.autoencoderzoo.training.Checkpoint;
import org.autoencoderzoo.training.LearningCurve;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.zoo.AutoencoderModel;
import org.autoencoderzoo.zoo.ModelBuilder;
import org.autoencoderzoo.zoo.Zoo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains a model and leaves a folder with the network, its metrics and a report. */
@Command(
    name = "train",
    description = "Train a model; write the network, its metrics and a report to a folder.",
    footer = {
      "",
      "Example: ae train deep --data mnist --epochs 40 --set hiddenSizes=1000,500,250",
      "         ae train deep --data t.csv --label class",
      "         ae train convolutional --data photos --resize 32x32",
      "         ae train deep --data jdbc:postgresql://host/shop --query 'SELECT * FROM orders ORDER BY id' --plugins driver.jar"
    })
final class TrainCommand implements Callable<Integer> {

  @Mixin private ModelOptions modelOptions;

  @Mixin private DataOptions dataOptions;

  @Mixin private ColumnOptions columnOptions;

  @Mixin private TableOptions tableOptions;

  @Mixin private ImageOptions imageOptions;

  @Option(
      names = "--test",
      paramLabel = "FILE|DIR",
      description =
          "Test rows, or test images, of your own; without it, a tenth of --data is drawn by the seed.")
  private String test;

  @Option(
      names = "--epochs",
      paramLabel = "E",
      converter = DataOptions.Positive.class,
      description =
          "Passes over the training examples; 200 on digits, 10 on other images that have a name, and on"
              + " data of your own as many as see 300,000 examples, from 5 to 200.")
  private Integer epochs;

  @Option(
      names = "--patience",
      paramLabel = "E",
      converter = DataOptions.Positive.class,
      description =
          "Stop after E epochs without a lower score on a tenth of the training examples, held out"
              + " for that, and keep the best epoch's network.")
  private Integer patience;

  @Option(
      names = "--batch",
      paramLabel = "B",
      defaultValue = "128",
      converter = DataOptions.Positive.class,
      description = "Examples per training step; ${DEFAULT-VALUE} by default.")
  private Integer batch;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "42",
      converter = DataOptions.WholeNumber.class,
      description = "Seed of everything random; ${DEFAULT-VALUE} by default.")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder to write; runs/MODEL-DATA-SEED by default.")
  private Path out;

  @Option(names = "--force", description = "Replace the run that the folder holds already.")
  private boolean isForced;

  @Mixin private CheckpointOptions checkpointOptions;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    RunSource source = source();
    checkSettings(source);
    Path folder =
        out != null ? out : Path.of("runs", model().id() + "-" + source.id() + "-" + seed);
    try (RunFolder run = RunFolder.prepare(folder, isForced)) {
      Integer limit = dataOptions.limit(null);
      RunData data = source.load(new ExampleChoice(limit, limit, seed, patience != null));
      int wantedEpochs = epochs != null ? epochs : data.defaultEpochs();
      Autoencoder autoencoder = built(data).init();
      requireLoadable(autoencoder);
      Checkpoint checkpoint =
          checkpointOptions.checkpoint(run.checkpoint(), identity(autoencoder.settings(), data));
      TrainingExamples examples = data.trainingExamples(autoencoder);
      boolean isOfFormerRun = checkpoint.exists() && !checkpointOptions.isResumed();
      LearningCurve curve;
      try {
        curve = train(autoencoder, examples, checkpoint, wantedEpochs);
      } catch (CancellationException e) {
        return Ae.FAILED;
      } catch (ArithmeticException e) {
        if (!isOfFormerRun) {
          checkpoint.delete(); // Continued from there, the run would fail again.
        }
        throw e;
      }

      SavedRun saved = savedRun(source, data, examples, curve, wantedEpochs);
      autoencoder.save(run.folder(), saved.notes());
      RunMetrics metrics = data.measured(autoencoder);
      SavedRun.writeJson(run.file(RunFolder.METRICS), metrics.toJson(saved));
      RunReport results = data.report(saved, model(), autoencoder, curve, metrics);
      if (results.shown() instanceof ShownImages images && images.filters().isPresent()) {
        byte[] picture = Png.bytes(images.filterPicture().orElseThrow());
        AtomicFile.write(run.file(RunFolder.FILTERS), file -> file.write(picture));
      }
      run.publish();
      checkpoint.delete();
      // Last, so that a machine which cannot draw, for want of fonts, does not lose the training.
      String report = ReportPage.render(results);
      AtomicFile.write(
          folder.resolve(RunFolder.REPORT),
          file -> file.write(report.getBytes(StandardCharsets.UTF_8)));
      printResult(results, folder);
    }
    return 0;
  }

  private SavedRun savedRun(
      RunSource source,
      RunData data,
      TrainingExamples examples,
      LearningCurve curve,
      int wantedEpochs) {
    List<LearningCurve> phases = Stream.concat(curve.levels().stream(), Stream.of(curve)).toList();
    double trainSeconds = phases.stream().mapToDouble(LearningCurve::seconds).sum();
    int epochsTrained = phases.stream().mapToInt(phase -> phase.epochs().size()).sum();
    return new SavedRun(
        source.argument(),
        data.sha256(),
        test,
        OptionValues.said(spec),
        dataOptions.limit(null),
        seed,
        wantedEpochs,
        curve.epochs().size(),
        patience,
        curve.kept(),
        batch,
        trainSeconds,
        epochsTrained * examples.train().size() / trainSeconds,
        OptionValues.command(spec));
  }

  /** Refuses wrong settings before anything is loaded; the input size does not matter for that. */
  private void checkSettings(RunSource source) {
    ModelBuilder<?> builder = modelOptions.set(model().builder());
    try {
      source.requireReadBy(builder);
    } catch (IllegalArgumentException e) {
      throw modelOptions.wrongUsage(e);
    }
    modelOptions.refuse("seed", "is set with --seed");
    List.of("inputSize", "channels", "height", "width")
        .forEach(name -> modelOptions.refuse(name, "is that of the data; leave it out"));
  }

  private AutoencoderModel<?> built(RunData data) {
    try {
      return modelOptions.build(data.describedTo(model().builder()).seed(seed));
    } catch (IllegalArgumentException e) {
      throw modelOptions.wrongUsage(e);
    }
  }

  /** Refuses, before it costs anything, what no command could read afterwards. */
  private void requireLoadable(Autoencoder autoencoder) {
    Set<String> others = autoencoder.classesToTrust(Ae.trusted(spec));
    if (!others.isEmpty()) {
      throw new IllegalStateException(
          "%s was not trained, for no command could read it: its network names %s, which no jar of --plugins trusts; list what is yours in trustedClasses() of the ZooExtension"
              .formatted(model().id(), String.join(", ", others)));
    }
  }

  private Zoo.Entry model() {
    return modelOptions.model();
  }

  private RunSource source() throws IOException {
    RunSource source =
        dataOptions
            .source(new OwnData(tableOptions, imageOptions, test, columnOptions.builder(), err()))
            .orElseGet(() -> dataOptions.source(ImageDataSet.DIGITS));
    if (test != null && source instanceof ImageSource) {
      throw new ParameterException(
          spec.commandLine(),
          "--test has no meaning for " + source.id() + ", which has test examples");
    }
    return source;
  }

  /** What a run that is continued must have in common with the one that was interrupted. */
  private Map<String, String> identity(Map<String, Object> allSettings, RunData data) {
    Map<String, String> identity = new LinkedHashMap<>();
    identity.put("model", model().id());
    identity.putAll(data.identity());
    allSettings.forEach((name, value) -> identity.put(name, String.valueOf(value)));
    return identity;
  }

  private LearningCurve train(
      Autoencoder autoencoder, TrainingExamples examples, Checkpoint checkpoint, int wantedEpochs)
      throws IOException {
    Training training =
        Training.defaults()
            .withEpochs(wantedEpochs)
            .withBatchSize(batch)
            .withSeed(seed)
            .withValidation(examples.scored())
            .withCheckpoint(checkpoint);
    String scored = "test";
    if (patience != null) {
      training = training.withPatience(patience);
      scored = "validation";
      err()
          .printf(
              Locale.ROOT,
              "holding out %,d of %,d training examples for --patience, drawn by seed %d%n",
              examples.heldOut(),
              examples.heldOut() + examples.train().size(),
              seed);
    }
    boolean isContinued = checkpointOptions.isContinued(checkpoint, err());
    LearningCurve curve =
        new WatchedTraining(autoencoder, training, scored, err(), OptionValues.command(spec))
            .run(examples.train(), checkpoint, isContinued);
    if (patience != null) {
      err()
          .printf(
              "kept the network of epoch %d, after %d of %d epochs%n",
              curve.kept(), curve.epochs().size(), wantedEpochs);
    }
    return curve;
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }

  private void printResult(RunReport results, Path folder) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%s%n", Outcome.of(results));
    out.printf("%s%n", folder.resolve(RunFolder.REPORT));
    out.flush();
  }
}
