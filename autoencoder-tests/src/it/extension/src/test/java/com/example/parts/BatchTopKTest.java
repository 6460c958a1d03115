package com.example.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.layers.Selection;
import org.autoencoderzoo.training.Checkpoint;
import org.autoencoderzoo.training.LearningRate;
import org.autoencoderzoo.training.Training;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Batch top-k learns a threshold, which goes where the model goes. */
class BatchTopKTest {

  private static final INDArray X = Nd4j.rand(DataType.FLOAT, 20, 16);

  private static final Training SETTINGS = Training.defaults().withEpochs(3).withBatchSize(5);

  @TempDir Path folder;

  private static Autoencoder fresh() {
    return BatchTopKAutoencoder.builder().inputSize(16).codeSize(12).k(2).seed(3).build().init();
  }

  private static INDArray state(Autoencoder autoencoder) {
    return autoencoder.network().getLayer("code").getParam(Selection.STATE_KEY);
  }

  /** Of 20 examples the 40 largest units; the threshold is the mean of the smallest of them. */
  @Test
  void thresholdIsTheMeanOfTheSmallestUnitsThatWereKept() {
    Autoencoder autoencoder = fresh();
    double sum = 0;
    double weight = 0;
    for (int i = 0; i < 3; i++) {
      INDArray code = autoencoder.network().feedForward(X, true).get("code");
      double[] kept =
          Arrays.stream(code.castTo(DataType.DOUBLE).dup('c').data().asDouble())
              .filter(h -> h > 0)
              .sorted()
              .toArray();
      assertThat(kept).hasSize(40);
      sum = 0.99 * sum + 0.01 * kept[0];
      weight = 0.99 * weight + 0.01;
      autoencoder.network().fit(new INDArray[] {X}, new INDArray[] {X});
    }
    assertThat(state(autoencoder).getDouble(0)).isCloseTo(sum, within(1e-6));
    assertThat(state(autoencoder).getDouble(1)).isCloseTo(weight, within(1e-6));
    double threshold = sum / weight;
    assertThat(autoencoder.encode(X).dup('c').data().asDouble())
        .matches(code -> Arrays.stream(code).allMatch(h -> h == 0 || h > threshold - 1e-6));
  }

  @Test
  void modelsFilesAndClonesHaveTheThreshold() throws IOException {
    Autoencoder autoencoder = fresh();
    autoencoder.fit(X, SETTINGS);
    assertThat(state(autoencoder).getDouble(0)).isPositive();
    autoencoder.save(folder);
    Autoencoder loaded = Autoencoder.load(folder, BatchTopK.class);
    assertThat(state(loaded)).isEqualTo(state(autoencoder));
    assertThat(loaded.encode(X)).isEqualTo(autoencoder.encode(X));
    assertThat(autoencoder.encoder().outputSingle(X)).isEqualTo(autoencoder.encode(X));
    assertThat(autoencoder.toClassifier(3).getLayer("code").getParam(Selection.STATE_KEY))
        .isEqualTo(state(autoencoder));
    assertThat(autoencoder.network().clone().outputSingle(X))
        .isEqualTo(autoencoder.network().outputSingle(X));
  }

  @Test
  void continuedRunHasTheThresholdOfOneThatWasNotInterrupted() throws IOException {
    Autoencoder straight = fresh();
    straight.fit(X, SETTINGS);
    Checkpoint checkpoint = Checkpoint.in(folder.resolve("run")).every(Duration.ZERO);
    Thread.currentThread().interrupt(); // Ends the run after its first step.
    try {
      fresh().fit(X, SETTINGS.withCheckpoint(checkpoint));
    } catch (CancellationException e) {
      assertThat(Thread.interrupted()).isTrue();
    }
    Autoencoder resumed = fresh();
    resumed.resume(X, SETTINGS.withCheckpoint(checkpoint));
    assertThat(resumed.network().params()).isEqualTo(straight.network().params());
  }

  @Test
  void earlyStoppingKeepsTheThresholdOfTheBestEpoch() {
    Training constant = SETTINGS.withEpochs(60).withLearningRate(LearningRate.AS_CONFIGURED);
    Autoencoder stopped = fresh();
    int kept = stopped.fit(X, constant.withValidation(X.rsub(1)).withPatience(2)).kept();
    Autoencoder shorter = fresh();
    shorter.fit(X, constant.withEpochs(kept));
    assertThat(state(stopped)).isEqualTo(state(shorter));
  }
}
