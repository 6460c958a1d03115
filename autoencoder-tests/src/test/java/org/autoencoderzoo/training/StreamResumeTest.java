package org.autoencoderzoo.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.Exact;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.zoo.AutoencoderModel;
import org.autoencoderzoo.zoo.Denoising;
import org.autoencoderzoo.zoo.Linear;
import org.autoencoderzoo.zoo.Stacked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A run on a stream that is killed and continued ends as one that was not, to the last bit. */
@Timeout(120)
class StreamResumeTest {

  private static final int ROWS = 2600;

  private static final INDArray X = RandomExamples.uniform(DataType.FLOAT, ROWS, 8);

  /** Four parts of seven batches, but for the last; no part ends where a block does. */
  private static final Training SETTINGS = Training.defaults().withEpochs(3).withBatchSize(100);

  private static final int STEPS = 26 * 3;

  private static final int WITHIN = 750;

  @TempDir Path folder;

  @Test
  void runKilledTenTimesEndsAsOneThatWasNot() throws IOException {
    Random random = new Random(5);
    AutoencoderModel<?> model = Denoising.builder().inputSize(8).noiseLevel(0.2).build();
    for (boolean isKnown : new boolean[] {false, true}) {
      Training saving = SETTINGS.withValidation(X).withCheckpoint(checkpoint());
      Autoencoder straight = model.init();
      straight.fit(stream(isKnown), SETTINGS.withValidation(X));
      AtomicInteger steps = new AtomicInteger();
      for (int kill = 0; kill < 10; kill++) {
        int after = 1 + random.nextInt(STEPS / 8);
        assertThatThrownBy(
                () ->
                    continued(
                        model.init(), stream(isKnown), saving.withProgress(new At(after, steps))))
            .isInstanceOf(Killed.class);
        steps.decrementAndGet(); // The step at which a run was killed had not been saved.
      }
      Autoencoder resumed = model.init();
      resumed.resume(stream(isKnown), saving.withProgress(new At(Integer.MAX_VALUE, steps)));
      assertThat(steps).hasValue(STEPS);
      assertThat(Exact.of(resumed.network().params()))
          .isEqualTo(Exact.of(straight.network().params()));
      checkpoint().delete();
    }
  }

  /** Levels, joint training, and the mean of real values, which is not taken again. */
  @Test
  void stackIsContinuedInAnyPhase() throws IOException {
    AutoencoderModel<?> model =
        Stacked.builder().inputSize(8).hiddenSizes(6).codeSize(4).levelEpochs(2).build();
    Autoencoder straight = model.init();
    straight.fit(stream(false), SETTINGS);
    int steps = 26 * 7;
    for (int kill : new int[] {10, 52, 53, 80, 110, 170}) {
      Training saving = SETTINGS.withCheckpoint(checkpoint());
      AtomicInteger taken = new AtomicInteger();
      assertThatThrownBy(
              () -> model.init().fit(stream(false), saving.withProgress(new At(kill, taken))))
          .isInstanceOf(Killed.class);
      Autoencoder resumed = model.init();
      resumed.resume(stream(false), saving.withProgress(new At(Integer.MAX_VALUE, taken)));
      assertThat(taken).hasValue(steps + 1);
      assertThat(Exact.of(resumed.network().params()))
          .isEqualTo(Exact.of(straight.network().params()));
      checkpoint().delete();
    }
  }

  @Test
  void modelOfRealValuesIsContinued() throws IOException {
    AutoencoderModel<?> model = Linear.builder().inputSize(8).codeSize(2).build();
    Autoencoder straight = model.init();
    straight.fit(stream(false), SETTINGS);
    Training saving = SETTINGS.withCheckpoint(checkpoint());
    AtomicInteger taken = new AtomicInteger();
    assertThatThrownBy(
            () -> model.init().fit(stream(false), saving.withProgress(new At(40, taken))))
        .isInstanceOf(Killed.class);
    Autoencoder resumed = model.init();
    resumed.resume(stream(false), saving);
    assertThat(Exact.of(resumed.network().params()))
        .isEqualTo(Exact.of(straight.network().params()));
  }

  @Test
  void otherRowsAreRefused() throws IOException {
    AutoencoderModel<?> model = Linear.builder().inputSize(8).build();
    Training saving = SETTINGS.withCheckpoint(checkpoint());
    assertThatThrownBy(
            () ->
                model
                    .init()
                    .fit(stream(false), saving.withProgress(new At(4, new AtomicInteger()))))
        .isInstanceOf(Killed.class);
    assertRefused(
        model,
        Examples.streamed(new ArraySource(Batch.of(X.mul(0.5)), 90)).shuffledWithin(WITHIN),
        "SHA-256 of the training rows is ");
    assertRefused(
        model,
        Examples.streamed(new ArraySource(Batch.of(X).rows(0, 2599), 90)).shuffledWithin(WITHIN),
        "number of the training rows is 2600 there and 2599 here");
    assertRefused(
        model,
        stream(false).shuffledWithin(800),
        "shuffling of the training rows is 750 at a time there and 800 at a time here");
    assertRefused(
        model, stream(true), "path of the training rows is not set there and rows.csv here");
    // Blocks of another size are the same rows.
    Examples others = Examples.streamed(new ArraySource(Batch.of(X), 33)).shuffledWithin(WITHIN);
    assertThat(model.init().resume(others, saving).epochs()).hasSize(3);
  }

  private void assertRefused(AutoencoderModel<?> model, Examples examples, String message) {
    assertThatThrownBy(() -> model.init().resume(examples, SETTINGS.withCheckpoint(checkpoint())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message);
  }

  @Test
  void threadThatIsInterruptedWhileItWaitsForRowsSavesWhereItStands() throws IOException {
    AutoencoderModel<?> model = Linear.builder().inputSize(8).build();
    Autoencoder straight = model.init();
    straight.fit(stream(true), SETTINGS);
    Thread training = Thread.currentThread();
    ArraySource blocking =
        new ArraySource(Batch.of(X), 90) {
          @Override
          protected void beforeBlock(int pass, long row) throws IOException {
            if (pass == 3 && row > 1800) { // Of the second epoch, for a first pass took the mean.
              training.interrupt();
              try {
                Thread.sleep(60_000);
              } catch (InterruptedException e) {
                throw new IOException("the reading was interrupted, too", e);
              }
            }
          }
        };
    Training hourly = SETTINGS.withCheckpoint(checkpoint().every(Duration.ofHours(1)));
    assertThatThrownBy(() -> model.init().fit(known(blocking), hourly))
        .isInstanceOf(CancellationException.class)
        .hasMessageMatching("Training was interrupted in epoch 2 of 3, after \\d+ of 2600 rows");
    assertThat(Thread.interrupted()).as("still interrupted").isTrue();
    assertThat(blocking.closed()).isEqualTo(3);
    Autoencoder resumed = model.init();
    resumed.resume(stream(true), hourly);
    assertThat(Exact.of(resumed.network().params()))
        .isEqualTo(Exact.of(straight.network().params()));
  }

  private static Examples stream(boolean isKnown) {
    ArraySource source = new ArraySource(Batch.of(X), 90);
    return isKnown ? known(source) : Examples.streamed(source).shuffledWithin(WITHIN);
  }

  private static Examples known(BlockSource source) {
    return Examples.streamed(ArraySource.known(source, ROWS, Map.of("path", "rows.csv")))
        .shuffledWithin(WITHIN);
  }

  private static LearningCurve continued(
      Autoencoder autoencoder, Examples examples, Training training) throws IOException {
    return training.checkpoint().orElseThrow().exists()
        ? autoencoder.resume(examples, training)
        : autoencoder.fit(examples, training);
  }

  private Checkpoint checkpoint() {
    return Checkpoint.in(folder.resolve("run.checkpoint")).every(Duration.ZERO);
  }

  /** Ends a run at one of its steps, and counts those of all runs. */
  private static final class At implements TrainingProgress {

    private final int step;
    private final AtomicInteger all;
    private int taken;

    At(int step, AtomicInteger all) {
      this.step = step;
      this.all = all;
    }

    @Override
    public void onBatch(int rows, double score) {
      all.incrementAndGet();
      if (++taken == step) {
        throw new Killed();
      }
    }
  }

  /** Stands for the end of the process. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
