package org.autoencoderzoo.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.internal.ops.OpsInUse;
import org.autoencoderzoo.zoo.Basic;
import org.autoencoderzoo.zoo.Linear;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What the loop promises: every row once an epoch, falling rates, listeners, and no silent NaN. */
class TrainerTest {

  private static final INDArray X = RandomExamples.uniform(DataType.FLOAT, 50, 6);

  @Test
  void learningRateFallsLinearlyAndIsRestored() {
    Autoencoder autoencoder = fresh();
    List<Double> rates = new ArrayList<>();
    autoencoder
        .network()
        .setListeners(
            new BaseTrainingListener() {
              @Override
              public void iterationDone(Model model, int iteration, int epoch) {
                rates.add(((ComputationGraph) model).getLearningRate("code"));
              }
            });
    autoencoder.fit(X, Training.defaults().withEpochs(2).withBatchSize(20));
    assertThat(rates).hasSize(6);
    for (int step = 0; step < 6; step++) {
      assertThat(rates.get(step)).isCloseTo(0.01 * (1 - step / 6.0), within(1e-12));
    }
    assertThat(autoencoder.network().getLearningRate("code")).isEqualTo(0.01);
  }

  @Test
  void batchesMayBeLargerThanThereAreRows() {
    INDArray x = Nd4j.rand(DataType.FLOAT, 10, 6);
    INDArray[] params = new INDArray[2];
    int[] sizes = {10, Integer.MAX_VALUE};
    for (int i = 0; i < sizes.length; i++) {
      Autoencoder autoencoder = Basic.builder().inputSize(6).codeSize(3).build().init();
      autoencoder.fit(x, Training.defaults().withEpochs(2).withBatchSize(sizes[i]));
      params[i] = autoencoder.network().params();
    }
    assertThat(params[1]).isEqualTo(params[0]);
  }

  @Test
  void threadsOfNd4jAreAsTheyWereAfterwards() {
    OpsInUse.assumeTheHosts();
    int before = Nd4j.getEnvironment().maxMasterThreads();
    List<Integer> during = new ArrayList<>();
    Autoencoder autoencoder = fresh();
    autoencoder
        .network()
        .setListeners(
            new BaseTrainingListener() {
              @Override
              public void iterationDone(Model model, int iteration, int epoch) {
                during.add(Nd4j.getEnvironment().maxMasterThreads());
              }
            });
    autoencoder.fit(X, Training.defaults().withEpochs(1));
    assertThat(during).containsOnly(1);
    assertThat(Nd4j.getEnvironment().maxMasterThreads()).isEqualTo(before);
  }

  @Test
  void configuredLearningRateCanBeKept() {
    Autoencoder decaying = fresh();
    Autoencoder constant = fresh();
    decaying.fit(X, Training.defaults().withEpochs(1));
    constant.fit(X, Training.defaults().withEpochs(1).withLearningRate(LearningRate.AS_CONFIGURED));
    // One step of one epoch: both take it at the full rate.
    assertThat(decaying.network().params()).isEqualTo(constant.network().params());
    decaying.fit(X, Training.defaults().withEpochs(3));
    constant.fit(X, Training.defaults().withEpochs(3).withLearningRate(LearningRate.AS_CONFIGURED));
    assertThat(decaying.network().params()).isNotEqualTo(constant.network().params());
  }

  @Test
  void courseOfTheNetworkIsLeftAlone() {
    Autoencoder autoencoder =
        Basic.builder()
            .inputSize(6)
            .codeSize(3)
            .learningRate(0.01)
            .learningRateFrom(0.05, 4)
            .build()
            .init();
    List<Double> rates = new ArrayList<>();
    autoencoder
        .network()
        .setListeners(
            new BaseTrainingListener() {
              @Override
              public void iterationDone(Model model, int iteration, int epoch) {
                rates.add(((ComputationGraph) model).getLearningRate("code"));
              }
            });
    String before = autoencoder.network().getConfiguration().getVertices().toString();
    autoencoder.fit(X, Training.defaults().withEpochs(6));
    assertThat(rates)
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : Double.compare(a, b))
        .containsExactly(0.05, 0.04, 0.03, 0.02, 0.01, 0.01);
    assertThat(autoencoder.network().getConfiguration().getVertices().toString()).isEqualTo(before);
  }

  @Test
  void scheduleIsLinear() {
    LinearDecay decay = new LinearDecay(0.5, 10, 4);
    assertThat(decay.valueAt(10, 0)).isEqualTo(0.5);
    assertThat(decay.valueAt(12, 0)).isEqualTo(0.25);
    assertThat(decay.valueAt(14, 0)).isZero();
    assertThat(decay.valueAt(99, 0)).isZero();
  }

  @Test
  void everyRowIsSeenOnceAnEpochInAnotherOrderEachTime() {
    INDArray rows = Nd4j.zeros(DataType.FLOAT, 50, 6);
    for (int i = 0; i < 50; i++) {
      rows.putScalar(i, 0, i / 50f);
    }
    Autoencoder autoencoder = fresh();
    List<Integer> seen = new ArrayList<>();
    autoencoder
        .network()
        .setListeners(
            new BaseTrainingListener() {
              @Override
              public void onForwardPass(Model model, Map<String, INDArray> activations) {
                INDArray batch = activations.get("input");
                for (int i = 0; i < batch.size(0); i++) {
                  seen.add(Math.round(batch.getFloat(i, 0) * 50));
                }
              }
            });
    autoencoder.fit(rows, Training.defaults().withEpochs(2).withBatchSize(20));
    assertThat(seen).hasSize(100);
    assertThat(seen.subList(0, 50)).doesNotHaveDuplicates().isNotEqualTo(seen.subList(50, 100));
    assertThat(seen.subList(50, 100)).doesNotHaveDuplicates();
  }

  @Test
  void progressHearsEveryBatchAndEpoch() {
    List<Integer> batches = new ArrayList<>();
    List<LearningCurve.Epoch> epochs = new ArrayList<>();
    LearningCurve curve =
        fresh()
            .fit(
                X,
                Training.defaults()
                    .withEpochs(2)
                    .withBatchSize(20)
                    .withProgress(
                        new TrainingProgress() {
                          @Override
                          public void onBatch(int rows, double score) {
                            batches.add(rows);
                          }

                          @Override
                          public void onEpoch(LearningCurve.Epoch epoch) {
                            epochs.add(epoch);
                          }
                        }));
    assertThat(batches).containsExactly(20, 20, 10, 20, 20, 10);
    assertThat(epochs).isEqualTo(curve.epochs()).hasSize(2);
    assertThat(epochs.get(0).validationScore()).isNaN();
  }

  @Test
  void deeplearning4jsListenersHearOfTheEpochs() {
    Autoencoder autoencoder = fresh();
    List<String> heard = new ArrayList<>();
    autoencoder
        .network()
        .setListeners(
            new BaseTrainingListener() {
              @Override
              public void onEpochStart(Model model) {
                heard.add("start");
              }

              @Override
              public void iterationDone(Model model, int iteration, int epoch) {
                heard.add("epoch " + epoch);
              }

              @Override
              public void onEpochEnd(Model model) {
                heard.add("end");
              }
            });
    autoencoder.fit(X, Training.defaults().withEpochs(2));
    assertThat(heard).containsExactly("start", "epoch 0", "end", "start", "epoch 1", "end");
  }

  @Test
  void scoreThatIsNotFiniteStopsTheRun() {
    Autoencoder autoencoder = fresh();
    autoencoder.network().getParam("code_W").putScalar(0, 0, Double.NaN);
    assertThatThrownBy(() -> autoencoder.fit(X, Training.defaults()))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("The score in epoch 1, batch 1, is NaN");
  }

  /** All rows in one batch of one epoch: no later step tells what the update did. */
  @Test
  void networkThatTheLastUpdateRuinedIsAnError() {
    Training oneStep = Training.defaults().withEpochs(1).withBatchSize(50);
    // Parameters stay finite, the score does not.
    assertFails(linear(1e20), oneStep, "The score after the last update is ");
    assertFails(linear(1e20), oneStep.withEpochs(2), "The score in epoch 2, batch 1, is ");
    // Neither do the parameters.
    assertFails(linear(1e39), oneStep, "A parameter is no longer a finite number: lower the");
    assertFails(
        linear(1e39), oneStep.withValidation(X).withPatience(3), "A parameter is no longer");
  }

  @Test
  void ruinedNetworkLeavesNoCheckpoint(@TempDir Path folder) {
    Path file = folder.resolve("run.checkpoint");
    Training saving = Training.defaults().withCheckpoint(Checkpoint.in(file).every(Duration.ZERO));
    assertFails(linear(1e39), saving.withBatchSize(20), "A parameter is no longer");
    assertFails(linear(1e20), saving.withEpochs(1).withBatchSize(50), "The score after the last");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void lookingAtTheLastUpdateLeavesTheScoreOfTheLastStep() {
    Autoencoder autoencoder = fresh();
    LearningCurve curve = autoencoder.fit(X, Training.defaults().withEpochs(2).withBatchSize(50));
    assertThat(autoencoder.network().score()).isEqualTo(curve.epochs().get(1).trainingScore());
  }

  @Test
  void validationThatSaysNothingIsRefused() {
    Training training = Training.defaults().withEpochs(50).withPatience(3);
    assertThatThrownBy(() -> training.withValidation(Nd4j.create(DataType.FLOAT, 0, 6)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("validation is empty, must be at least one row");
    assertFails(
        linear(0.01),
        training.withValidation(X.mul(1e30)),
        "The validation score after epoch 1 is Infinity");
  }

  @Test
  void noRowsAreRefused() {
    INDArray none = Nd4j.create(DataType.FLOAT, 0, 6);
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> fresh().fit(none, Training.defaults()),
            () -> new Trainer(fresh().network(), Training.defaults()).fit(Examples.of(none)),
            () -> fresh().resume(none, Training.defaults()),
            () -> fresh().score(none))) {
      assertThatThrownBy(call)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("x is empty, must be at least one row");
    }
  }

  private static void assertFails(Autoencoder autoencoder, Training training, String message) {
    assertThatThrownBy(() -> autoencoder.fit(X, training))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageStartingWith(message)
        .hasMessageEndingWith("lower the learning rate, or check the data for extreme values");
  }

  @Test
  void wrongSettingsAreRefused() {
    assertThatThrownBy(() -> Training.defaults().withEpochs(0))
        .hasMessage("epochs is 0, must be at least 1");
    assertThatThrownBy(() -> Training.defaults().withBatchSize(-1))
        .hasMessage("batchSize is -1, must be at least 1");
  }

  private static Autoencoder fresh() {
    return Basic.builder().inputSize(6).codeSize(3).build().init();
  }

  private static Autoencoder linear(double learningRate) {
    return Linear.builder().inputSize(6).codeSize(3).learningRate(learningRate).build().init();
  }
}
