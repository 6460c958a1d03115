package org.autoencoderzoo.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.datasets.ImageDataSet;
import org.autoencoderzoo.training.Checkpoint;
import org.autoencoderzoo.training.Examples;
import org.autoencoderzoo.training.LearningCurve;
import org.autoencoderzoo.training.LearningRate;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.training.TrainingProgress;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Level after level, each on the codes of the one below; then the unrolled network. */
class LevelsFirstTest {

  private static final int LEVEL_EPOCHS = 3;

  /** Three batches in each of two epochs. */
  private static final Training TRAINING = Training.defaults().withEpochs(2).withBatchSize(100);

  private static final int LEVEL_STEPS = LEVEL_EPOCHS * 3;

  private static INDArray x;

  @TempDir Path folder;

  @BeforeAll
  static void load() throws IOException {
    x = ImageDataSet.DIGITS.load().train().first(300).images();
  }

  static Stream<StackedAutoencoder<?>> models() {
    return Stream.of(
        sized(Stacked.builder()).hiddenSizes(40, 20).codeSize(30).build(),
        sized(Stacked.builder()).hiddenSizes(40).inputRange(InputRange.REAL).build(),
        sized(StackedDenoising.builder()).hiddenSizes(40, 20).codeSize(30).build(),
        sized(StackedContractive.builder()).hiddenSizes(40, 20).codeSize(30).build());
  }

  private static <B extends StackedAutoencoder.Builder<B>> B sized(B builder) {
    return builder.inputSize(64).levelEpochs(LEVEL_EPOCHS);
  }

  @ParameterizedTest
  @MethodSource("models")
  void unrolledNetworkIsTheChainOfItsLevels(StackedAutoencoder<?> model) {
    Autoencoder deep = model.pretrained(x, TRAINING);
    List<Autoencoder> levels = new ArrayList<>();
    INDArray codes = x;
    for (AutoencoderModel<?> level : model.levels()) {
      Autoencoder autoencoder = level.init();
      autoencoder.fit(codes, TRAINING.withEpochs(LEVEL_EPOCHS));
      codes = autoencoder.encode(codes);
      levels.add(0, autoencoder);
    }
    assertThat(deep.encode(x).equalsWithEps(codes, 1e-5)).isTrue();
    for (Autoencoder level : levels) {
      codes = level.decode(codes);
    }
    assertThat(deep.reconstruct(x).equalsWithEps(codes, 1e-5)).isTrue();
  }

  /** Tied at the start only. */
  @Test
  void decodersStartTransposedAndAreFree() {
    StackedAutoencoder<?> model = model(42);
    Autoencoder deep = model.pretrained(x, TRAINING);
    assertThat(weights(deep, "decoder1")).isEqualTo(weights(deep, "encoder1").transpose());
    assertThat(weights(deep, "decoder3")).isEqualTo(weights(deep, "code").transpose());
    deep.fit(x, TRAINING);
    assertThat(weights(deep, "decoder1")).isNotEqualTo(weights(deep, "encoder1").transpose());
    assertThat(weights(deep, "decoder3")).isNotEqualTo(weights(deep, "code").transpose());
  }

  private static INDArray weights(Autoencoder autoencoder, String layer) {
    return autoencoder.network().getLayer(layer).getParam("W");
  }

  @ParameterizedTest
  @MethodSource("models")
  void pretrainedNetworkStartsLowerAndEveryPhaseLearns(StackedAutoencoder<?> model) {
    Autoencoder plain = model.init();
    double fresh = plain.score(x);
    StackedAutoencoder<?> longer = (StackedAutoencoder<?>) model.settings().levelEpochs(60).build();
    Autoencoder pretrained = longer.init();
    Training training = TRAINING.withEpochs(5).withValidation(x);
    List<LearningCurve> levels =
        new LevelsFirst(longer).pretrain(pretrained, Examples.of(x), training);
    assertThat(pretrained.score(x)).isLessThan(0.95 * fresh);
    assertThat(levels).hasSameSizeAs(model.levels());
    for (LearningCurve level : levels) {
      assertThat(level.epochs()).hasSize(60);
      assertThat(level.epochs().get(59).validationScore())
          .isLessThan(level.epochs().get(0).validationScore());
    }
    double before = pretrained.score(x);
    pretrained.fit(x, training);
    assertThat(pretrained.score(x)).isLessThan(before);
    new Autoencoder(plain.network()).fit(x, training);
    assertThat(pretrained.score(x)).isLessThan(plain.score(x));
  }

  @Test
  void withoutEpochsForTheLevelsTheDeepNetworkIsTrainedAlone() {
    Autoencoder plain = model(42).init();
    new Autoencoder(plain.network()).fit(x, TRAINING);
    Autoencoder stacked = model(42).settings().levelEpochs(0).build().init();
    LearningCurve curve = stacked.fit(x, TRAINING);
    assertThat(curve.levels()).isEmpty();
    assertThat(stacked.network().params()).isEqualTo(plain.network().params());
  }

  @Test
  void sameSeedGivesTheSameParametersAndAnotherSeedOthers() {
    List<INDArray> params = new ArrayList<>();
    for (long seed : new long[] {42, 42, 43}) {
      params.add(straight(model(seed)).network().params());
    }
    assertThat(params.get(0)).isEqualTo(params.get(1)).isNotEqualTo(params.get(2));
  }

  @Test
  void progressHearsOfEachPhase() {
    Map<String, Integer> heard = new LinkedHashMap<>();
    TrainingProgress progress =
        new TrainingProgress() {
          @Override
          public void onPhase(String name, int epochs) {
            heard.put(name, epochs);
          }
        };
    model(42).init().fit(x, TRAINING.withProgress(progress));
    assertThat(heard.toString())
        .isEqualTo("{level 1 of 3=3, level 2 of 3=3, level 3 of 3=3, all levels=2}");
  }

  @Test
  void levelsStopEarlyToo() {
    Training training = TRAINING.withLearningRate(LearningRate.AS_CONFIGURED);
    StackedAutoencoder<?> model =
        Stacked.builder()
            .inputSize(64)
            .hiddenSizes(8)
            .codeSize(8)
            .levelLearningRate(3)
            .levelEpochs(200)
            .build();
    List<LearningCurve> levels =
        model.init().fit(x, training.withValidation(x).withPatience(2)).levels();
    assertThat(levels).hasSize(2);
    for (LearningCurve level : levels) {
      assertThat(level.epochs().size()).isLessThan(200).isEqualTo(level.kept() + 2);
    }
  }

  /** In the first level, at its end, in the second, in the last, in the joint phase. */
  @ParameterizedTest
  @ValueSource(ints = {4, 9, 10, 14, 22, 29, 32})
  void runKilledInAnyPhaseEndsAsOneThatWasNot(int kill) throws IOException {
    for (StackedAutoencoder<?> model : models().toList()) {
      int steps = LEVEL_STEPS * model.levels().size() + 6;
      Autoencoder straight = model.init();
      LearningCurve expected = straight.fit(x, TRAINING);
      Training saving = TRAINING.withCheckpoint(checkpoint());
      int last = Math.min(kill, steps);
      killed(model, saving, last);
      assertThat(checkpoint().exists()).isTrue();
      Autoencoder resumed = model.init();
      AtomicInteger taken = new AtomicInteger();
      TrainingProgress counting = at(Integer.MAX_VALUE, () -> {}, taken);
      LearningCurve curve = resumed.resume(x, saving.withProgress(counting));
      // The step at which a run was killed had not been saved.
      assertThat(taken).hasValue(steps - (last - 1));
      assertThat(resumed.network().params()).isEqualTo(straight.network().params());
      assertThat(scores(curve)).isEqualTo(scores(expected));
      checkpoint().delete();
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void finishedRunIsNotTrainedAgain() throws IOException {
    Training saving = TRAINING.withCheckpoint(checkpoint());
    Autoencoder straight = model(42).init();
    straight.fit(x, saving);
    Autoencoder resumed = model(42).init();
    AtomicInteger taken = new AtomicInteger();
    resumed.resume(x, saving.withProgress(at(0, () -> {}, taken)));
    assertThat(taken).hasValue(0);
    assertThat(resumed.network().params()).isEqualTo(straight.network().params());
  }

  /** A former run came further, with another seed: what it left is not taken for this one's. */
  @Test
  void laterPhasesOfAFormerRunAreForgotten() throws IOException {
    Training saving = TRAINING.withCheckpoint(checkpoint());
    killed(model(7), saving, 32);
    killed(model(42), saving, 4);
    Autoencoder resumed = model(42).init();
    resumed.resume(x, saving);
    assertThat(resumed.network().params()).isEqualTo(straight(model(42)).network().params());
  }

  @Test
  void whoStartsAnewByMistakeAndStopsKeepsWhatTheFormerRunSaved() throws IOException {
    Training saving = TRAINING.withCheckpoint(checkpoint());
    killed(model(42), saving, 32);
    Training rarely = TRAINING.withCheckpoint(checkpoint().every(Duration.ofHours(1)));
    Runnable interrupt = () -> Thread.currentThread().interrupt();
    Training stopped = rarely.withProgress(at(2, interrupt, new AtomicInteger()));
    assertThatThrownBy(() -> model(42).init().fit(x, stopped))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
    AtomicInteger taken = new AtomicInteger();
    model(42).init().resume(x, saving.withProgress(at(0, () -> {}, taken)));
    assertThat(taken).hasValue(LEVEL_STEPS * 3 + 6 - 31);
  }

  @Test
  void checkpointOfAnotherRunIsRefused() {
    Training saving = TRAINING.withCheckpoint(checkpoint());
    assertThatThrownBy(() -> model(42).init().resume(x, saving))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("There is no checkpoint at");
    killed(model(42), saving, 14);
    Autoencoder longer = model(42).settings().levelEpochs(4).build().init();
    assertThatThrownBy(() -> longer.resume(x, saving))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("epochs is 3 there and 4 here");
    assertThatThrownBy(() -> model(42).init().resume(x, TRAINING))
        .hasMessageContaining("set it with withCheckpoint");
    assertThat(Files.exists(checkpoint().next().file())).isTrue();
  }

  private static Stacked model(long seed) {
    return sized(Stacked.builder()).hiddenSizes(12, 10).codeSize(6).seed(seed).build();
  }

  private static Autoencoder straight(StackedAutoencoder<?> model) {
    Autoencoder autoencoder = model.init();
    autoencoder.fit(x, TRAINING);
    return autoencoder;
  }

  private static List<Double> scores(LearningCurve curve) {
    return Stream.concat(curve.levels().stream(), Stream.of(curve))
        .flatMap(phase -> phase.epochs().stream())
        .map(LearningCurve.Epoch::trainingScore)
        .toList();
  }

  private Checkpoint checkpoint() {
    return Checkpoint.in(folder.resolve("run.checkpoint")).every(Duration.ZERO);
  }

  private static void killed(StackedAutoencoder<?> model, Training training, int step) {
    Runnable kill =
        () -> {
          throw new Killed();
        };
    Training killed = training.withProgress(at(step, kill, new AtomicInteger()));
    assertThatThrownBy(() -> model.init().fit(x, killed)).isInstanceOf(Killed.class);
  }

  private static TrainingProgress at(int step, Runnable action, AtomicInteger taken) {
    return new TrainingProgress() {
      @Override
      public void onBatch(int rows, double score) {
        if (taken.incrementAndGet() == step) {
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
