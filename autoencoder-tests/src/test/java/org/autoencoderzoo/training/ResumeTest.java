package org.autoencoderzoo.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.Exact;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.training.LearningCurve.Epoch;
import org.autoencoderzoo.zoo.AutoencoderModel;
import org.autoencoderzoo.zoo.Basic;
import org.autoencoderzoo.zoo.Denoising;
import org.autoencoderzoo.zoo.KSparse;
import org.autoencoderzoo.zoo.StochasticContractive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A run that is killed and continued ends as one that was not, to the last bit. */
class ResumeTest {

  private static final INDArray X = RandomExamples.uniform(DataType.FLOAT, 50, 12);
  private static final INDArray VALIDATION = RandomExamples.uniform(DataType.FLOAT, 55, 12);

  private static final int BATCHES = 3;

  /** Three batches, the last one smaller, in each of six epochs. */
  private static final Training SETTINGS = Training.defaults().withEpochs(6).withBatchSize(20);

  private static final Training STOPPING =
      SETTINGS.withEpochs(20).withValidation(VALIDATION).withPatience(2);

  @TempDir Path folder;

  static Stream<Arguments> runs() {
    List<AutoencoderModel<?>> models =
        List.of(
            Basic.builder().inputSize(12).codeSize(6).learningRate(0.05).build(),
            Basic.builder().inputSize(12).learningRate(0.05).learningRateFrom(0.1, 4).build(),
            KSparse.builder()
                .inputSize(12)
                .codeSize(20)
                .k(3)
                .annealedFrom(15, 4)
                .learningRate(0.05)
                .build(),
            Denoising.builder().inputSize(12).noiseLevel(0.2).annealedFrom(0.6, 4).build(),
            Denoising.builder().inputSize(12).alpha(1).beta(0.5).weightDecay(1e-3).build(),
            StochasticContractive.builder().inputSize(12).build());
    return models.stream()
        .flatMap(model -> Stream.of(Arguments.of(model, SETTINGS), Arguments.of(model, STOPPING)));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void continuedRunEndsAsOneThatWasNotInterrupted(AutoencoderModel<?> model, Training training)
      throws IOException {
    Autoencoder straight = model.init();
    LearningCurve expected = straight.fit(X, training);
    for (int[] kills : new int[][] {{2}, {3}, {4}, {2, 5, 6}, {1, 2, 3, 4}}) {
      Training saving = training.withCheckpoint(checkpoint());
      for (int kill : kills) {
        assertThatThrownBy(() -> continued(model.init(), saving.withProgress(killedAt(kill))))
            .isInstanceOf(Killed.class);
      }
      assertThat(checkpoint().exists()).isTrue();
      Autoencoder resumed = model.init();
      AtomicInteger steps = new AtomicInteger();
      LearningCurve curve = resumed.resume(X, saving.withProgress(counting(steps)));
      // The step at which a run was killed had not been saved.
      int saved = IntStream.of(kills).map(kill -> kill - 1).sum();
      assertThat(steps).hasValue(BATCHES * expected.epochs().size() - saved);
      assertThat(timeless(curve)).isEqualTo(timeless(expected));
      assertThat(NetworkState.of(resumed.network())).isEqualTo(NetworkState.of(straight.network()));
      assertThat(Exact.of(resumed.network().params()))
          .isEqualTo(Exact.of(straight.network().params()));
      assertThat(resumed.network().getConfiguration().toJson())
          .isEqualTo(straight.network().getConfiguration().toJson());
      checkpoint().delete();
    }
  }

  @Test
  void interruptedThreadSavesWhereItStands() throws IOException {
    Training hourly = SETTINGS.withCheckpoint(checkpoint().every(Duration.ofHours(1)));
    Autoencoder straight = model(6).init();
    straight.fit(X, SETTINGS);
    assertThatThrownBy(() -> model(6).init().fit(X, hourly.withProgress(interruptedAt(5))))
        .isInstanceOf(CancellationException.class)
        .hasMessage("Training was interrupted in epoch 2 of 6, after 40 of 50 rows");
    assertThat(Thread.interrupted()).as("still interrupted").isTrue();
    Autoencoder resumed = model(6).init();
    resumed.resume(X, hourly);
    assertThat(Exact.of(resumed.network().params()))
        .isEqualTo(Exact.of(straight.network().params()));
  }

  @Test
  void whoStartsAnewByMistakeAndStopsKeepsTheFormerCheckpoint() throws IOException {
    Training hourly = SETTINGS.withCheckpoint(checkpoint().every(Duration.ofHours(1)));
    assertThatThrownBy(() -> model(6).init().fit(X, hourly.withProgress(interruptedAt(5))))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
    byte[] before = Files.readAllBytes(file());
    assertThatThrownBy(() -> model(6).init().fit(X, hourly.withProgress(interruptedAt(1))))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(file()).hasBinaryContent(before);
  }

  /** How many threads work changes rounding alone: it is the same run. */
  @Test
  void runThatLimitedThreadsIsContinuedWithoutLimits() throws IOException {
    Training saving = SETTINGS.withCheckpoint(checkpoint());
    kill(model(6), saving, 4);
    Autoencoder straight = model(6).init();
    straight.fit(X, SETTINGS);
    Autoencoder resumed = model(6).init();
    resumed.resume(X, saving.withoutThreadLimits());
    INDArray difference = resumed.network().params().sub(straight.network().params());
    assertThat(difference.amaxNumber().doubleValue()).isLessThan(1e-4);
  }

  @Test
  void checkpointOfAnotherRunIsRefusedByWhatDiffers() {
    Training saving = SETTINGS.withCheckpoint(checkpoint().forRun(Map.of("data", "digits")));
    kill(model(6), saving, 4);
    assertRefused(model(6), X, saving.withSeed(7), "seed is 42 there and 7 here");
    assertRefused(model(6), X, saving.withEpochs(7), "epochs is 6 there and 7 here");
    assertRefused(model(6), X, saving.withBatchSize(9), "batchSize is 20 there and 9 here");
    assertRefused(
        model(6),
        X,
        saving.withLearningRate(LearningRate.AS_CONFIGURED),
        "learningRate is LINEAR_TO_ZERO there and AS_CONFIGURED here");
    assertRefused(
        model(6),
        X,
        saving.withValidation(VALIDATION).withPatience(2),
        "patience is none there and 2 here");
    assertRefused(
        model(6),
        X,
        saving.withCheckpoint(checkpoint().forRun(Map.of("data", "mnist"))),
        "data is digits there and mnist here");
    assertRefused(model(5), X, saving, "nout is 6 there and 5 here");
    assertRefused(model(6), X.add(1e-3).divi(2), saving, "SHA-256 of the training rows is");
    assertRefused(
        model(6),
        RandomExamples.uniform(DataType.FLOAT, 49, 12),
        saving,
        "shape of the training rows is [50, 12] there and [49, 12] here");
  }

  @Test
  void damagedOrMissingCheckpointIsRefused() throws IOException {
    Training saving = SETTINGS.withCheckpoint(checkpoint());
    assertRefused(model(6), X, saving, "There is no checkpoint at");
    assertThatThrownBy(() -> model(6).init().resume(X, SETTINGS))
        .hasMessageContaining("set it with withCheckpoint");
    kill(model(6), saving, 4);
    byte[] whole = Files.readAllBytes(file());
    for (int length : new int[] {0, 10, whole.length / 2, whole.length - 1}) {
      Files.write(file(), Arrays.copyOf(whole, length));
      assertRefused(model(6), X, saving, "is damaged or not a checkpoint");
    }
    int parameters =
        new String(whole, StandardCharsets.ISO_8859_1).indexOf("network-parameters.bin");
    byte[] flipped = whole.clone();
    flipped[parameters + 300] ^= 1;
    Files.write(file(), flipped);
    assertRefused(model(6), X, saving, "is damaged or not a checkpoint");
    Files.write(file(), whole);
    model(6).init().resume(X, saving);
  }

  @Test
  void trainingGoesOnWhereTheCheckpointCannotBeWritten() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Autoencoder autoencoder = model(6).init();
    Autoencoder straight = model(6).init();
    Checkpoint impossible = Checkpoint.in(file.resolve("below")).every(Duration.ZERO);
    autoencoder.fit(X, SETTINGS.withCheckpoint(impossible));
    straight.fit(X, SETTINGS);
    assertThat(Exact.of(autoencoder.network().params()))
        .isEqualTo(Exact.of(straight.network().params()));
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  private void assertRefused(
      AutoencoderModel<?> model, INDArray x, Training training, String message) {
    assertThatThrownBy(() -> model.init().resume(x, training))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("from the beginning");
  }

  private static LearningCurve continued(Autoencoder autoencoder, Training training)
      throws IOException {
    return training.checkpoint().orElseThrow().exists()
        ? autoencoder.resume(X, training)
        : autoencoder.fit(X, training);
  }

  private static void kill(AutoencoderModel<?> model, Training training, int batch) {
    assertThatThrownBy(() -> model.init().fit(X, training.withProgress(killedAt(batch))))
        .isInstanceOf(Killed.class);
  }

  private Path file() {
    return folder.resolve("run.checkpoint");
  }

  private Checkpoint checkpoint() {
    return Checkpoint.in(file()).every(Duration.ZERO);
  }

  private static AutoencoderModel<?> model(int codeSize) {
    return Basic.builder().inputSize(12).codeSize(codeSize).build();
  }

  private static List<Epoch> timeless(LearningCurve curve) {
    UnaryOperator<Epoch> without =
        e -> new Epoch(e.number(), e.trainingScore(), e.validationScore(), curve.kept());
    return curve.epochs().stream().map(without).toList();
  }

  private static TrainingProgress counting(AtomicInteger steps) {
    return new TrainingProgress() {
      @Override
      public void onBatch(int rows, double score) {
        steps.incrementAndGet();
      }
    };
  }

  private static TrainingProgress killedAt(int batch) {
    return at(
        batch,
        () -> {
          throw new Killed();
        });
  }

  private static TrainingProgress interruptedAt(int batch) {
    return at(batch, () -> Thread.currentThread().interrupt());
  }

  private static TrainingProgress at(int batch, Runnable action) {
    return new TrainingProgress() {
      private int batches;

      @Override
      public void onBatch(int rows, double score) {
        if (++batches == batch) {
          action.run();
        }
      }
    };
  }

  /** Stands for the end of the process. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
