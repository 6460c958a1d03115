package org.autoencoderzoo;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.autoencoderzoo.anomaly.AnomalyDetector;
import org.autoencoderzoo.anomaly.DetectionMeasures;
import org.autoencoderzoo.anomaly.Threshold;
import org.autoencoderzoo.columns.Columns;
import org.autoencoderzoo.columns.RecordTable;
import org.autoencoderzoo.columns.Tables;
import org.autoencoderzoo.training.Batch;
import org.autoencoderzoo.training.Checkpoint;
import org.autoencoderzoo.training.Examples;
import org.autoencoderzoo.training.LearningCurve;
import org.autoencoderzoo.training.ThreadLimits;
import org.autoencoderzoo.training.Trainer;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.training.TrainingStep;
import org.autoencoderzoo.zoo.Basic;
import org.autoencoderzoo.zoo.Denoising;
import org.autoencoderzoo.zoo.Linear;
import org.autoencoderzoo.zoo.Settings;
import org.autoencoderzoo.zoo.Sparse;
import org.autoencoderzoo.zoo.Stacked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;

/** An argument that is null is refused at once and by its name. */
class MissingArgumentsTest {

  private static final INDArray X = RandomExamples.uniform(DataType.FLOAT, 3, 4);
  private static final Training TRAINING = Training.defaults();
  private static final Stacked STACK = Stacked.builder().inputSize(4).build();
  private static final Autoencoder AUTOENCODER =
      Basic.builder().inputSize(4).codeSize(2).build().init();
  private static final Columns COLUMNS = columns();
  private static final Path FILE = Path.of("nothing-is-written-here");

  private static Columns columns() {
    try {
      return Columns.builder().fit(Tables.of("t", List.of("a"), List.of(List.of(1), List.of(2))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Arguments> calls() {
    return Stream.of(
        call("network", () -> new Autoencoder(null)),
        call("settings", () -> new Autoencoder(AUTOENCODER.network(), null, null)),
        call("training", () -> AUTOENCODER.fit(X, null)),
        call("training", () -> AUTOENCODER.resume(X, null)),
        call("path", () -> AUTOENCODER.save(null)),
        call("notes", () -> AUTOENCODER.save(FILE, null)),
        call("path", () -> Autoencoder.load(null)),
        call("trusted", () -> Autoencoder.load(FILE, (Class<?>[]) null)),
        call("trusted", () -> Autoencoder.load(FILE, (Class<?>) null)),
        call("scores", () -> DetectionMeasures.of(null, new boolean[1])),
        call("isAnomaly", () -> DetectionMeasures.of(new double[1], null)),
        call("scores", () -> Threshold.ofContamination(null, 0.1)),
        call("scores", () -> Threshold.ofFalseAlarmRate(null, 0.1)),
        call("scores", () -> Threshold.ofBestF1(null, new boolean[1])),
        call("isAnomaly", () -> Threshold.ofPrecision(new double[1], null, 0.5)),
        call("score", () -> AnomalyDetector.builder().score(null)),
        call("rows", () -> AnomalyDetector.builder().fit(null, rows -> AUTOENCODER)),
        call("training", () -> AnomalyDetector.builder().fit(Batch.of(X), null)),
        call("path", () -> AnomalyDetector.load(null)),
        call("pca", () -> Linear.of(null)),
        call("learningRate", () -> TRAINING.withLearningRate(null)),
        call("validation", () -> TRAINING.withValidation((INDArray) null)),
        call("validation", () -> TRAINING.withValidation((Examples) null)),
        call("checkpoint", () -> TRAINING.withCheckpoint(null)),
        call("progress", () -> TRAINING.withProgress(null)),
        call("file", () -> Checkpoint.in(null)),
        call("interval", () -> Checkpoint.in(FILE).every(null)),
        call("run", () -> new Checkpoint(FILE, Duration.ZERO, null)),
        call("epochs", () -> new LearningCurve(null)),
        call("network", () -> new Trainer(null, TRAINING)),
        call("settings", () -> new Trainer(AUTOENCODER.network(), null)),
        call("examples", () -> new Trainer(AUTOENCODER.network(), TRAINING).fit(null)),
        call("examples", () -> new Trainer(AUTOENCODER.network(), TRAINING).resume(null)),
        call("network", () -> Trainer.score(null, X)),
        call("network", () -> ThreadLimits.whileTraining(null)),
        call("network", () -> new TrainingStep(null)),
        call("x", () -> Trainer.score(AUTOENCODER.network(), (INDArray) null)),
        call("examples", () -> Trainer.score(AUTOENCODER.network(), (Examples) null)),
        call("examples", () -> AUTOENCODER.fit((Examples) null, TRAINING)),
        call("iterator", () -> AUTOENCODER.fit((DataSetIterator) null, TRAINING)),
        call("examples", () -> AUTOENCODER.resume((Examples) null, TRAINING)),
        call("all", () -> Examples.of((Batch) null)),
        call("target", () -> Examples.of(X, null)),
        call("iterator", () -> Examples.of((MultiDataSetIterator) null)),
        call("source", () -> Examples.streamed(null)),
        call("function", () -> Examples.of(X).map(null)),
        call("x", () -> STACK.pretrained((INDArray) null, TRAINING)),
        call("examples", () -> STACK.pretrained((Examples) null, TRAINING)),
        call("training", () -> STACK.pretrained(X, null)),
        call("levels", () -> new LearningCurve(List.of()).withLevels(null)),
        call("corruption", () -> Denoising.builder().corruption(null)),
        call("sparsity", () -> Sparse.builder().sparsity(null)),
        call("table", () -> Columns.builder().fit(null)),
        call("table", () -> Columns.builder().begin(null)),
        call("type", () -> Columns.builder().column("a", null)),
        call("scaling", () -> Columns.builder().scaling(null)),
        call("json", () -> Columns.fromJson(null)),
        call("table", () -> COLUMNS.open(null)),
        call("table", () -> COLUMNS.examples(null)),
        call("rows", () -> COLUMNS.encode(null, 1)),
        call("names", () -> COLUMNS.check(null)),
        call("y", () -> COLUMNS.decode(null)),
        call("reader", () -> RecordTable.of("t", List.of(), null)),
        call("builder", () -> Settings.of(null)),
        call("builder", () -> Settings.set(null, "codeSize", "3")),
        call("name", () -> Settings.set(Basic.builder(), null, "3")),
        call("value", () -> Settings.set(Basic.builder(), "codeSize", null)),
        call("hiddenSizes", () -> Stacked.builder().hiddenSizes((Integer[]) null)));
  }

  private static Arguments call(String name, ThrowingCallable call) {
    return arguments(name, call);
  }

  @ParameterizedTest(name = "{index}: {0}")
  @MethodSource("calls")
  void nullIsRefusedByName(String name, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(name + " is null, must be given");
  }
}
