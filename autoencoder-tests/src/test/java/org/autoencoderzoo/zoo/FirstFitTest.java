package org.autoencoderzoo.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.training.Checkpoint;
import org.autoencoderzoo.training.LearningCurve;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.training.TrainingProgress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** {@code fit} of a stack trains it as it is meant: its levels first, once. */
class FirstFitTest {

  private static final INDArray X = RandomExamples.uniform(DataType.FLOAT, 60, 16);

  /** Three batches an epoch. */
  private static final Training TRAINING = Training.defaults().withEpochs(2).withBatchSize(20);

  @TempDir Path folder;

  static Stream<StackedAutoencoder<?>> models() {
    return Stream.of(
        Stacked.builder().inputSize(16).hiddenSizes(10).codeSize(6).build(),
        StackedDenoising.builder().inputSize(16).hiddenSizes(10).codeSize(6).build(),
        StackedContractive.builder().inputSize(16).hiddenSizes(10).codeSize(6).build());
  }

  private static StackedAutoencoder<?> stacked() {
    return models().findFirst().orElseThrow();
  }

  @Test
  void kindsOfStacksDifferFromEachOtherAndFromADeepNetwork() {
    Set<Integer> results = new HashSet<>();
    for (StackedAutoencoder<?> model : models().toList()) {
      Autoencoder autoencoder = model.init();
      autoencoder.fit(X, TRAINING);
      results.add(bits(autoencoder));
    }
    Autoencoder deep = new Autoencoder(stacked().init().network());
    deep.fit(X, TRAINING);
    results.add(bits(deep));
    assertThat(results).hasSize(4);
  }

  @ParameterizedTest
  @MethodSource("models")
  void levelsAreTrainedForAsManyEpochsAsTheWhole(StackedAutoencoder<?> model) {
    Autoencoder greedy = model.pretrained(X, TRAINING);
    LearningCurve expected = new Autoencoder(greedy.network()).fit(X, TRAINING);
    Autoencoder autoencoder = model.init();
    Phases phases = new Phases();
    LearningCurve curve = autoencoder.fit(X, TRAINING.withProgress(phases));
    assertThat(bits(autoencoder)).isEqualTo(bits(greedy));
    assertThat(scores(curve)).isEqualTo(scores(expected));
    assertThat(curve.levels()).hasSize(2).allMatch(level -> level.epochs().size() == 2);
    assertThat(phases.names).containsExactly("level 1 of 2", "level 2 of 2", "all levels");
  }

  @Test
  void trainingOnContinuesWithTheWhole() {
    Autoencoder autoencoder = stacked().init();
    autoencoder.fit(X, TRAINING);
    Autoencoder whole = stacked().init();
    whole.fit(X, TRAINING);
    Phases phases = new Phases();
    autoencoder.fit(X, TRAINING.withProgress(phases));
    new Autoencoder(whole.network()).fit(X, TRAINING);
    assertThat(phases.names).isEmpty();
    assertThat(bits(autoencoder)).isEqualTo(bits(whole));
  }

  @Test
  void levelsThatWereTrainedAloneAreNotTrainedAgain() {
    Autoencoder autoencoder = stacked().pretrained(X, TRAINING.withEpochs(1));
    Phases phases = new Phases();
    autoencoder.fit(X, TRAINING.withProgress(phases));
    assertThat(phases.names).isEmpty();
  }

  @Test
  void loadedStackIsTrainedAsAWhole() throws IOException {
    stacked().init().save(folder.resolve("stack"));
    Phases phases = new Phases();
    Autoencoder.load(folder.resolve("stack")).fit(X, TRAINING.withProgress(phases));
    assertThat(phases.names).isEmpty();
  }

  /** In the first level, the second, the whole; with the same autoencoder and with another. */
  @ParameterizedTest
  @ValueSource(ints = {2, 8, 14})
  void interruptedFitIsResumedInWhateverPhase(int step) throws IOException {
    Autoencoder straight = stacked().init();
    straight.fit(X, TRAINING);
    Checkpoint checkpoint = Checkpoint.in(folder.resolve("run.checkpoint")).every(Duration.ZERO);
    Training saving = TRAINING.withCheckpoint(checkpoint);
    for (boolean isSame : new boolean[] {true, false}) {
      Autoencoder interrupted = stacked().init();
      assertThatThrownBy(() -> interrupted.fit(X, saving.withProgress(new InterruptedAt(step))))
          .isInstanceOf(CancellationException.class);
      assertThat(Thread.interrupted()).isTrue();
      Autoencoder resumed = isSame ? interrupted : stacked().init();
      resumed.resume(X, saving);
      assertThat(bits(resumed)).isEqualTo(bits(straight));
      checkpoint.delete();
    }
  }

  @Test
  void laterRunOfTheWholeIsResumedAsSuch() throws IOException {
    Checkpoint checkpoint = Checkpoint.in(folder.resolve("run.checkpoint")).every(Duration.ZERO);
    Training saving = TRAINING.withCheckpoint(checkpoint);
    Autoencoder straight = stacked().init();
    straight.fit(X, TRAINING);
    straight.fit(X, TRAINING);
    Autoencoder resumed = stacked().init();
    resumed.fit(X, TRAINING);
    assertThatThrownBy(() -> resumed.fit(X, saving.withProgress(new InterruptedAt(2))))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
    resumed.resume(X, saving);
    assertThat(bits(resumed)).isEqualTo(bits(straight));
  }

  /** A level that fails leaves the network fresh: the next call trains the levels again. */
  @Test
  void failedFitLeavesTheNetworkAsItWas() {
    Autoencoder autoencoder = stacked().init();
    int before = bits(autoencoder);
    assertThatThrownBy(() -> autoencoder.fit(X, TRAINING.withProgress(new InterruptedAt(8))))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(bits(autoencoder)).isEqualTo(before);
  }

  private static int bits(Autoencoder autoencoder) {
    return Arrays.hashCode(autoencoder.network().params().data().asFloat());
  }

  private static List<Double> scores(LearningCurve curve) {
    return curve.epochs().stream().map(LearningCurve.Epoch::trainingScore).toList();
  }

  private static final class Phases implements TrainingProgress {

    private final List<String> names = new ArrayList<>();

    @Override
    public void onPhase(String name, int epochs) {
      assertThat(epochs).isEqualTo(TRAINING.epochs());
      names.add(name);
    }
  }

  private static final class InterruptedAt implements TrainingProgress {

    private final int step;
    private int taken;

    InterruptedAt(int step) {
      this.step = step;
    }

    @Override
    public void onBatch(int rows, double score) {
      if (++taken == step) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
