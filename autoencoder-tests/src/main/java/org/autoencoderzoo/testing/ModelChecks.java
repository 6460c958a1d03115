package org.autoencoderzoo.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.autoencoderzoo.testing.Check.check;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.training.Checkpoint;
import org.autoencoderzoo.training.LearningCurve;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.training.TrainingProgress;
import org.autoencoderzoo.zoo.AutoencoderModel;
import org.autoencoderzoo.zoo.ModelBuilder;
import org.autoencoderzoo.zoo.Zoo;
import org.autoencoderzoo.zoo.ZooExtension;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.junit.jupiter.api.DynamicTest;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * What every model of this library passes: its name and graph; training that lowers the score, is
 * the same for the same seed, and goes on after an interruption to the last bit; verbs that agree
 * with the network, for any number of examples and from several threads; files and JSON; wrong
 * data; layers that are frozen; and its settings, which are the fields of its builder: each can be
 * set by text, is listed and saved, and wrong values are refused.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> myModel() {
 *   return ModelChecks.of(MyModel::builder, MyPenalty.class);
 * }
 * }</pre>
 *
 * <p>The model is built for small images of 8x8 pixels.
 */
public final class ModelChecks {

  private static final int ROWS = 300;
  private static final int MANY_ROWS = 1025;
  private static final int THREADS = 4;
  private static final double ROUNDING = 1e-5;

  private static final Training SHORT = Training.defaults().withEpochs(2).withBatchSize(100);

  private final Supplier<? extends ModelBuilder<?>> builder;
  private final Class<?>[] trusted;

  private ModelChecks(Supplier<? extends ModelBuilder<?>> builder, Class<?>... trusted) {
    this.builder = builder;
    this.trusted = trusted;
  }

  /**
   * All checks of a model.
   *
   * @param builder gives a builder with the defaults, a new one each time
   * @param trusted the parts of your own that the network has, as {@link Autoencoder#load} needs
   *     them: configurations of layers, penalties, corruptions, losses, selections, activations,
   *     updaters
   * @return the checks, to be returned from a {@code @TestFactory}
   */
  public static Stream<DynamicTest> of(
      Supplier<? extends ModelBuilder<?>> builder, Class<?>... trusted) {
    ModelChecks checks = new ModelChecks(builder, trusted);
    return Stream.concat(
        Stream.of(
            check(
                "name",
                "A model is a class with a name, at the top level or static; its own name is"
                    + " made of that, as k-sparse of KSparse, and init() gives it to the autoencoder.",
                checks::name),
            check(
                "graph",
                "conf() depends on the settings alone, and takes the sizes from them. The"
                    + " vertex that gives the code is named Autoencoder.CODE, the output layer"
                    + " Autoencoder.RECONSTRUCTION.",
                checks::graph),
            check(
                "number of parameters",
                "parameterCount() counts those of conf(): there is no need to override it.",
                checks::parameterCount),
            check(
                "training lowers the score",
                "Does the gradient of each of your parts pass its own checks? A default that is"
                    + " too large, such as that of the learning rate or of a penalty, makes the score"
                    + " rise.",
                checks::trainingLowersTheScore),
            check(
                "same seed, same result",
                "Initial weights, noise and whatever else is random follow from the setting"
                    + " seed, by a generator of your own: not from one that all share.",
                checks::seed),
            check(
                "interrupted training goes on",
                "What a training goes on with is in the parameters and the state of the"
                    + " updater. Keep no other state between batches, in static fields neither; noise"
                    + " depends on seed and iteration alone.",
                checks::resume),
            check(
                "frozen encoder stays as it is",
                "Parameters change by training alone: do not write into them in a forward pass.",
                checks::frozen),
            check(
                "verbs agree with the network",
                "At inference an example gives the same each time: no noise, no state. The"
                    + " decoder reads the code, and nothing beside it.",
                checks::verbs),
            check(
                "rows beside change nothing",
                "At inference the result of an example does not depend on the others of its"
                    + " batch: keep in training what you need of them, as batch normalisation does.",
                checks::rowsBeside),
            check(
                "threads share it",
                "Do not change fields when something is encoded: penalties, selections, losses"
                    + " and layers are shared by the threads that use an autoencoder.",
                checks::threads),
            check(
                "arguments are not modified",
                "Do not write into the input of a layer: mul, not muli, or dup() first.",
                checks::arguments),
            check(
                "wrong data is refused",
                "The shape that the network reads is that of forImages or inputSize, and"
                    + " follows from the settings; Autoencoder does the rest.",
                checks::wrongData),
            check(
                "noisy inputs are encoded",
                "Noise leads outside [0,1]: a layer takes any finite numbers, only targets are"
                    + " checked.",
                checks::noisyInputs),
            check(
                "file keeps it",
                "All that is needed is in parameters, and in settings that JSON keeps. List the"
                    + " classes of your own in the network: ModelChecks.of(builder, MyPenalty.class),"
                    + " or trustedClasses() of the extension.",
                checks::file),
            check(
                "JSON keeps its configuration",
                "Each setting of your layers, penalties and other parts is in their JSON, by"
                    + " @JsonProperty or a getter and a setter, and counts in equals.",
                checks::json)),
        new ModelSettingsChecks(checks::small, trusted).tests());
  }

  /**
   * All checks of all models of an extension, and that it is registered as it should be.
   *
   * @param extension whose models to check, with its trusted classes
   * @return the checks, to be returned from a {@code @TestFactory}
   */
  public static Stream<DynamicTest> of(ZooExtension extension) {
    Class<?>[] trusted = extension.trustedClasses().toArray(Class<?>[]::new);
    return Stream.concat(
        Stream.of(
            check(
                "registered",
                "Write the name of the class on a line of src/main/resources/META-INF/services/"
                    + ZooExtension.class.getName()
                    + "; let it be public, with a public constructor without arguments.",
                () -> registered(extension)),
            check(
                "entries",
                "The id of an entry is the name of its model, which no other model has; summary"
                    + " and paper stand in one line of 'ae list'.",
                () -> entries(extension))),
        extension.models().stream()
            .flatMap(
                entry ->
                    of(entry::builder, trusted)
                        .map(
                            check ->
                                dynamicTest(
                                    entry.id() + ": " + check.getDisplayName(),
                                    check.getExecutable()))));
  }

  private static void registered(ZooExtension extension) {
    assertThat(ServiceLoader.load(ZooExtension.class).stream().map(found -> found.type().getName()))
        .as("extensions that ServiceLoader finds")
        .contains(extension.getClass().getName());
  }

  private static void entries(ZooExtension extension) {
    assertThat(Zoo.problems())
        .as("what Zoo says is wrong with extensions")
        .noneMatch(problem -> problem.startsWith(extension.getClass().getName() + ": "));
    for (Zoo.Entry entry : extension.models()) {
      assertThat(entry.id()).as("id of the entry").isEqualTo(entry.builder().build().name());
      assertThat(entry.summary() + entry.paper())
          .as("summary and paper of %s", entry)
          .isNotBlank()
          .doesNotContain("\n");
    }
  }

  private ModelBuilder<?> small() {
    return builder.get().forImages(1, SmallImages.SIDE, SmallImages.SIDE);
  }

  private Autoencoder fresh(long seed) {
    return small().seed(seed).build().init();
  }

  private Autoencoder fresh() {
    return fresh(42);
  }

  private static INDArray images(Autoencoder autoencoder) {
    return autoencoder.shaped(SmallImages.rows(ROWS));
  }

  private void name() {
    AutoencoderModel<?> model = small().build();
    assertThat(model.getClass().isAnonymousClass() || model.getClass().isLocalClass())
        .as("class %s has no name", model.getClass().getName())
        .isFalse();
    assertThat(model.name())
        .as("name, made of that of the class %s", model.getClass().getSimpleName())
        .matches("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    assertThat(model.init().model()).as("name of the autoencoder").contains(model.name());
  }

  private void graph() {
    AutoencoderModel<?> model = small().build();
    ComputationGraphConfiguration conf = model.conf();
    assertThat(conf.getVertices().keySet())
        .as("vertices")
        .contains(Autoencoder.CODE, Autoencoder.RECONSTRUCTION);
    Differences.assertNone("conf(), called again", model.conf().toJson(), conf.toJson());
    long[] shape = fresh().inputShape();
    assertThat(List.of("[64]", "[1, 8, 8]"))
        .as("shape that the network reads after forImages(1, 8, 8)")
        .contains(Arrays.toString(shape));
  }

  private void parameterCount() {
    AutoencoderModel<?> model = small().build();
    assertThat(model.parameterCount())
        .as("parameterCount(), beside the parameters of the network")
        .isEqualTo(model.init().network().numParams());
  }

  private void trainingLowersTheScore() {
    Autoencoder autoencoder = fresh();
    INDArray x = images(autoencoder);
    double before = autoencoder.score(x);
    LearningCurve curve = autoencoder.fit(x, SHORT.withEpochs(5).withValidation(x));
    double score = autoencoder.score(x);
    assertThat(score).as("score after 5 epochs of 3 steps").isLessThan(before);
    assertThat(curve.epochs()).hasSize(5);
    // While it trains, the kernels' threads divide the products: the last digits differ.
    assertThat(curve.epochs().get(4).validationScore())
        .as("score in the learning curve, beside that of the network")
        .isCloseTo(score, withinPercentage(1e-5));
  }

  private void seed() {
    List<INDArray> params = new ArrayList<>();
    for (long seed : new long[] {42, 42, 43}) {
      Autoencoder autoencoder = fresh(seed);
      autoencoder.fit(images(autoencoder), SHORT);
      params.add(autoencoder.network().params());
    }
    Differences.assertNone(
        "parameters trained again with the same seed", params.get(1), params.get(0));
    assertThat(Differences.areThere(params.get(2), params.get(0)))
        .as("another seed gives other parameters")
        .isTrue();
  }

  private void resume() throws IOException {
    Autoencoder straight = fresh();
    INDArray x = images(straight);
    straight.fit(x, SHORT);
    Path folder = Files.createTempDirectory("checkpoint");
    Checkpoint checkpoint = Checkpoint.in(folder.resolve("run.checkpoint")).every(Duration.ZERO);
    try {
      Training saving = SHORT.withCheckpoint(checkpoint);
      Autoencoder killed = fresh();
      assertThatThrownBy(() -> killed.fit(x, saving.withProgress(new Kill(2))))
          .as("end of a training in its third step")
          .isInstanceOf(Killed.class);
      Autoencoder resumed = fresh();
      resumed.resume(x, saving);
      Differences.assertNone(
          "parameters of a training that was interrupted",
          resumed.network().params(),
          straight.network().params());
    } finally {
      Folders.delete(folder);
    }
  }

  /** The way from an autoencoder to a classifier that leaves the codes as they are. */
  private void frozen() {
    Autoencoder autoencoder = fresh();
    INDArray x = images(autoencoder);
    autoencoder.fit(x, SHORT);
    ComputationGraph classifier =
        new TransferLearning.GraphBuilder(autoencoder.toClassifier(2))
            .setFeatureExtractor(Autoencoder.CODE)
            .build();
    INDArray codes = classifier.feedForward(x, false).get(Autoencoder.CODE).dup();
    INDArray before = classifier.params().dup();
    INDArray labels = Nd4j.zeros(DataType.FLOAT, ROWS, 2);
    labels.getColumn(0).assign(1);
    classifier.fit(new INDArray[] {x}, new INDArray[] {labels});
    Differences.assertNone(
        "codes of a frozen encoder, after training what stands on it",
        classifier.feedForward(x, false).get(Autoencoder.CODE),
        codes,
        ROUNDING);
    assertThat(Differences.areThere(classifier.params(), before))
        .as("the classifier on a frozen encoder learns")
        .isTrue();
  }

  private void verbs() {
    Autoencoder autoencoder = fresh();
    for (int rows : new int[] {0, 1, MANY_ROWS - 1, MANY_ROWS}) {
      INDArray some =
          autoencoder.shaped(
              rows == 0
                  ? Nd4j.create(DataType.FLOAT, 0, SmallImages.PIXELS)
                  : SmallImages.rows(rows));
      INDArray codes = autoencoder.encode(some);
      INDArray reconstruction = autoencoder.reconstruct(some);
      assertThat(codes.shape()).as("shape of codes").containsExactly(rows, autoencoder.codeSize());
      assertThat(some.shape()).containsExactly(shape(rows, autoencoder.inputShape()));
      assertThat(reconstruction.shape()).as("shape of reconstructions").isEqualTo(some.shape());
      assertThat(autoencoder.decode(codes).shape()).isEqualTo(some.shape());
      assertThat(autoencoder.reconstructionError(some).length()).isEqualTo(rows);
      assertThat(autoencoder.reconstructionLoss(some).shape()).containsExactly(rows);
      if (rows > 0) {
        assertClose(
            "reconstructions, beside the output of the network",
            reconstruction,
            autoencoder.network().outputSingle(some));
        INDArray inNetwork = autoencoder.network().feedForward(some, false).get(Autoencoder.CODE);
        assertClose(
            "codes, beside the vertex code of the network",
            codes,
            inNetwork.reshape('c', rows, -1));
        assertClose(
            "decoded codes, beside reconstructions", autoencoder.decode(codes), reconstruction);
      }
    }
  }

  private void rowsBeside() {
    Autoencoder autoencoder = fresh();
    INDArray x = images(autoencoder);
    autoencoder.fit(x, SHORT);
    INDArray all = autoencoder.reconstruct(x);
    for (int row : new int[] {0, 1, ROWS - 1}) {
      INDArray alone = autoencoder.reconstruct(x.get(NDArrayIndex.interval(row, row + 1)));
      assertClose(
          "reconstruction of an example alone, beside that of the same among others",
          alone,
          all.get(NDArrayIndex.interval(row, row + 1)));
    }
  }

  private void threads() throws Throwable {
    Autoencoder autoencoder = fresh();
    INDArray x = images(autoencoder);
    autoencoder.fit(x, SHORT);
    List<INDArray> parts = new ArrayList<>();
    List<INDArray> expected = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      parts.add(x.get(NDArrayIndex.interval(10 * i, 10 * i + 10)).dup());
      expected.add(autoencoder.reconstruct(parts.get(i)));
    }
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int part = i;
        running.add(
            threads.submit(
                () -> {
                  for (int call = 0; call < 20; call++) {
                    assertClose(
                        "reconstructions while other threads use the autoencoder",
                        autoencoder.reconstruct(parts.get(part)),
                        expected.get(part));
                  }
                }));
      }
      for (Future<?> thread : running) {
        try {
          thread.get();
        } catch (ExecutionException e) {
          throw e.getCause();
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private void arguments() {
    Autoencoder autoencoder = fresh();
    INDArray x = images(autoencoder);
    INDArray mine = x.dup();
    autoencoder.fit(mine, SHORT.withValidation(mine));
    INDArray codes = autoencoder.encode(mine);
    INDArray codesBefore = codes.dup();
    autoencoder.decode(codes);
    autoencoder.reconstruct(mine);
    autoencoder.reconstructionError(mine);
    autoencoder.reconstructionLoss(mine);
    autoencoder.score(mine);
    Differences.assertNone("examples", mine, x);
    Differences.assertNone("codes", codes, codesBefore);
  }

  private void wrongData() {
    Autoencoder autoencoder = fresh();
    INDArray before = autoencoder.network().params().dup();
    INDArray nan = SmallImages.rows(ROWS);
    nan.putScalar(7, 11, Double.NaN);
    INDArray withNan = autoencoder.shaped(nan);
    boolean readsImages = autoencoder.inputShape().length == 3;
    assertThatThrownBy(() -> autoencoder.fit(withNan, SHORT))
        .hasMessageContaining(
            "Row 7 of the examples, "
                + (readsImages ? "channel 0, line 1, column 3" : "column 11")
                + ", is NaN");
    assertThatThrownBy(() -> autoencoder.encode(withNan)).hasMessageContaining("Row 7");
    String expected = "expected " + (readsImages ? "[N, 1, 8, 8]" : "[N, 64]");
    long[][] wrong = {{3, 65}, {3, 8, 8}, {3, 1, 8, 9}, {3, 3, 8, 8}, {3, 1, 8, 8, 1}};
    for (long[] shape : wrong) {
      INDArray ones = Nd4j.ones(DataType.FLOAT, shape);
      assertThatThrownBy(() -> autoencoder.fit(ones, SHORT))
          .hasMessageContaining("examples have shape " + Arrays.toString(shape) + ", " + expected);
      assertThatThrownBy(() -> autoencoder.encode(ones)).hasMessageContaining(expected);
      assertThatThrownBy(() -> autoencoder.reconstruct(ones)).hasMessageContaining(expected);
    }
    if (readsImages) {
      assertThatThrownBy(() -> autoencoder.encode(SmallImages.rows(2)))
          .hasMessageEndingWith("expected [N, 1, 8, 8]; Autoencoder.shaped makes images of rows");
    }
    assertThatThrownBy(() -> autoencoder.shaped(Nd4j.ones(DataType.FLOAT, 3, 65)))
        .hasMessageContaining("rows have shape [3, 65], expected [N, 64]");
    int tooMany = autoencoder.codeSize() + 1;
    assertThatThrownBy(() -> autoencoder.decode(Nd4j.ones(DataType.FLOAT, 2, tooMany)))
        .hasMessageContaining("codes have shape [2, " + tooMany + "]");
    INDArray none = autoencoder.shaped(Nd4j.create(DataType.FLOAT, 0, SmallImages.PIXELS));
    assertThatThrownBy(() -> autoencoder.fit(none, SHORT)).hasMessageContaining("at least one row");
    Differences.assertNone(
        "parameters after data that was refused", autoencoder.network().params(), before);
  }

  /** Noise leads outside [0,1], and the loss compares the reconstruction with what was clean. */
  private void noisyInputs() {
    Autoencoder autoencoder = fresh();
    INDArray noisy = autoencoder.shaped(SmallImages.rows(ROWS).muli(1.6).subi(0.3));
    INDArray code = autoencoder.network().feedForward(noisy, false).get(Autoencoder.CODE);
    assertClose("codes of noisy inputs", autoencoder.encode(noisy), code.reshape(ROWS, -1));
    assertClose(
        "reconstructions of noisy inputs",
        autoencoder.reconstruct(noisy),
        autoencoder.network().outputSingle(noisy));
  }

  private void file() throws IOException {
    Autoencoder original = fresh();
    INDArray x = images(original);
    original.fit(x, SHORT);
    Path folder = Files.createTempDirectory("model");
    try {
      original.save(folder);
      Autoencoder loaded = Autoencoder.load(folder, trusted);
      assertThat(loaded.model()).as("name that was saved").isEqualTo(original.model());
      assertThat(loaded.settings().keySet())
          .as("settings that were saved")
          .isEqualTo(original.settings().keySet());
      assertThat(loaded.inputShape()).isEqualTo(original.inputShape());
      Differences.assertNone(
          "reconstructions of the saved model",
          loaded.reconstruct(x),
          original.reconstruct(x),
          ROUNDING);
      original.fit(x, SHORT);
      loaded.fit(x, SHORT);
      Differences.assertNone(
          "parameters of the saved model, trained on",
          loaded.network().params(),
          original.network().params(),
          ROUNDING);
    } finally {
      Folders.delete(folder);
    }
  }

  private void json() {
    ComputationGraphConfiguration conf = small().build().conf();
    ComputationGraphConfiguration read = ComputationGraphConfiguration.fromJson(conf.toJson());
    Differences.assertNone("configuration after JSON", read.toJson(), conf.toJson());
    assertThat(read.equals(conf)).as("a configuration equals itself after JSON").isTrue();
  }

  private static long[] shape(long rows, long[] example) {
    return LongStream.concat(LongStream.of(rows), LongStream.of(example)).toArray();
  }

  /** Equal but for rounding: the matrix products may add in another order. */
  private static void assertClose(String what, INDArray found, INDArray expected) {
    Differences.assertNone(what, found, expected, ROUNDING);
  }

  /** Ends a training in the middle. */
  private static final class Kill implements TrainingProgress {

    private int left;

    Kill(int batches) {
      left = batches;
    }

    @Override
    public void onBatch(int rows, double score) {
      if (left-- == 0) {
        throw new Killed();
      }
    }
  }

  /** Stands for the end of the process. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
