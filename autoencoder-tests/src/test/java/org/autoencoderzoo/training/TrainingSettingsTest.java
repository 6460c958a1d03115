package org.autoencoderzoo.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.training.LearningCurve.Epoch;
import org.autoencoderzoo.zoo.Basic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Settings of a training are a value: they do not change, and equal ones are equal. */
class TrainingSettingsTest {

  private static final TrainingProgress LISTENER = new TrainingProgress() {};

  static Stream<UnaryOperator<Training>> changes() {
    INDArray rows = RandomExamples.uniform(DataType.FLOAT, 3, 4);
    return Stream.of(
        training -> training.withEpochs(11),
        training -> training.withBatchSize(64),
        training -> training.withSeed(43),
        training -> training.withLearningRate(LearningRate.AS_CONFIGURED),
        training -> training.withValidation(rows.dup()),
        training -> training.withPatience(5),
        training -> training.withCheckpoint(Checkpoint.in(Path.of("run.checkpoint"))),
        training -> training.withProgress(LISTENER),
        Training::withoutThreadLimits);
  }

  @ParameterizedTest
  @MethodSource("changes")
  void eachSettingMakesAnotherTraining(UnaryOperator<Training> change) {
    Training changed = change.apply(Training.defaults());
    assertThat(changed)
        .isNotEqualTo(Training.defaults())
        .isEqualTo(change.apply(Training.defaults()))
        .hasSameHashCodeAs(change.apply(Training.defaults()));
    assertThat(changed.toString()).isNotEqualTo(Training.defaults().toString());
  }

  @Test
  void settingsKeepWhatWasSetBefore() {
    Training first = Training.defaults();
    Training second = Training.defaults();
    List<UnaryOperator<Training>> changes = changes().toList();
    for (UnaryOperator<Training> change : changes) {
      first = change.apply(first);
    }
    for (int i = changes.size() - 1; i >= 0; i--) {
      second = changes.get(i).apply(second);
    }
    assertThat(first).isEqualTo(second);
    assertThat(first.epochs()).isEqualTo(11);
    assertThat(first.batchSize()).isEqualTo(64);
    assertThat(first.seed()).isEqualTo(43);
    assertThat(first.learningRate()).isEqualTo(LearningRate.AS_CONFIGURED);
    assertThat(first.validation().orElseThrow().size()).isEqualTo(3);
    assertThat(first.patience()).hasValue(5);
    assertThat(first.checkpoint()).contains(Checkpoint.in(Path.of("run.checkpoint")));
    assertThat(first.limitsThreads()).isFalse();
  }

  @Test
  void textNamesTheSettingsAndTheShapeOfTheValidationRows() {
    INDArray rows = RandomExamples.uniform(DataType.FLOAT, 3, 4);
    assertThat(Training.defaults().withValidation(rows).withPatience(2))
        .hasToString(
            "Training[epochs=10, batchSize=128, seed=42, learningRate=LINEAR_TO_ZERO,"
                + " validation=[3, 4], patience=2, checkpoint=null, progress=[],"
                + " limitsThreads=true]");
  }

  @Test
  void listenersAreCalledInTheOrderInWhichTheyWereAdded() {
    List<String> heard = new ArrayList<>();
    TrainingProgress progress =
        Training.defaults()
            .withProgress(listener("first", heard))
            .withProgress(listener("second", heard))
            .progress();
    progress.onPhase("level", 1);
    progress.onResume(1, 0);
    progress.onBatch(1, 2);
    progress.onEpoch(new Epoch(1, 2, 3, 4));
    assertThat(heard)
        .containsExactly(
            "first phase",
            "second phase",
            "first resume",
            "second resume",
            "first batch",
            "second batch",
            "first epoch",
            "second epoch");
  }

  @Test
  void whatAListenerThrowsEndsTheTraining() {
    List<String> heard = new ArrayList<>();
    TrainingProgress failing =
        new TrainingProgress() {
          @Override
          public void onBatch(int rows, double score) {
            throw new IllegalStateException("enough");
          }
        };
    Training training =
        Training.defaults().withProgress(failing).withProgress(listener("second", heard));
    Autoencoder autoencoder = Basic.builder().inputSize(4).codeSize(2).build().init();
    INDArray x = RandomExamples.uniform(DataType.FLOAT, 3, 4);
    assertThatThrownBy(() -> autoencoder.fit(x, training))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("enough");
    assertThat(heard).isEmpty();
    assertThat(autoencoder.network().getIterationCount()).isEqualTo(1);
  }

  @Test
  void withoutAListenerNothingIsCalled() {
    Training.defaults().progress().onBatch(1, 2);
  }

  @Test
  void settingsThatHaveNoMeaningAreRefused() {
    assertThatThrownBy(() -> Training.defaults().withEpochs(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("epochs is 0, must be at least 1");
    assertThatThrownBy(() -> Training.defaults().withBatchSize(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("batchSize is 0, must be at least 1");
  }

  private static TrainingProgress listener(String name, List<String> heard) {
    return new TrainingProgress() {
      @Override
      public void onPhase(String phase, int epochs) {
        heard.add(name + " phase");
      }

      @Override
      public void onResume(int epoch, long row) {
        heard.add(name + " resume");
      }

      @Override
      public void onBatch(int rows, double score) {
        heard.add(name + " batch");
      }

      @Override
      public void onEpoch(Epoch epoch) {
        heard.add(name + " epoch");
      }
    };
  }
}
