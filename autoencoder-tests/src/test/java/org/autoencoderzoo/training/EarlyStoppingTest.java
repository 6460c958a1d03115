package org.autoencoderzoo.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.training.LearningCurve.Epoch;
import org.autoencoderzoo.zoo.Basic;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Training stops once patience is at an end, and leaves the network of the best epoch. */
class EarlyStoppingTest {

  /** So few rows that the network soon learns them by heart. */
  private static final INDArray X = RandomExamples.uniform(DataType.FLOAT, 8, 12);

  private static final INDArray VALIDATION = RandomExamples.uniform(DataType.FLOAT, 60, 12);

  private static final Training SETTINGS =
      Training.defaults()
          .withEpochs(300)
          .withLearningRate(LearningRate.AS_CONFIGURED)
          .withValidation(VALIDATION);

  @Test
  void stopsAfterAsManyEpochsWithoutALowerScoreAndKeepsTheBest() {
    List<Double> all = scores(fresh().fit(X, SETTINGS));
    for (int patience : new int[] {1, 5}) {
      Autoencoder autoencoder = fresh();
      LearningCurve curve = autoencoder.fit(X, SETTINGS.withPatience(patience));
      List<Double> seen = scores(curve);
      assertThat(seen).isEqualTo(all.subList(0, seen.size())).hasSizeLessThan(300);
      assertThat(curve.kept()).isEqualTo(seen.size() - patience);
      double best = seen.get(curve.kept() - 1);
      assertThat(seen).allMatch(score -> score >= best);
      // Outside of training, other threads and products round otherwise.
      assertThat(autoencoder.score(VALIDATION)).isCloseTo(best, within(1e-5));
      assertThat(autoencoder.network().getEpochCount()).isEqualTo(curve.kept());
    }
  }

  /** As if training had ended after the epoch that was kept: also for whoever trains on. */
  @Test
  void networkIsAsAfterTheBestEpoch() {
    Autoencoder stopped = fresh();
    LearningCurve curve = stopped.fit(X, SETTINGS.withPatience(5));
    Autoencoder shorter = fresh();
    shorter.fit(X, SETTINGS.withEpochs(curve.kept()));
    assertThat(NetworkState.of(stopped.network())).isEqualTo(NetworkState.of(shorter.network()));
  }

  @Test
  void bestEpochIsKeptEvenIfPatienceLasts() {
    Autoencoder autoencoder = fresh();
    LearningCurve curve = autoencoder.fit(X, SETTINGS.withPatience(1000));
    assertThat(curve.epochs()).hasSize(300);
    assertThat(curve.kept()).isLessThan(300);
    assertThat(autoencoder.score(VALIDATION))
        .isCloseTo(curve.epochs().get(curve.kept() - 1).validationScore(), within(1e-5));
  }

  @Test
  void withoutPatienceTheLastEpochIsKept() {
    assertThat(fresh().fit(X, SETTINGS.withEpochs(3)).kept()).isEqualTo(3);
  }

  @Test
  void patienceNeedsValidationRows() {
    assertThatThrownBy(() -> fresh().fit(X, Training.defaults().withPatience(3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "patience is 3, but there are no validation rows; give some with withValidation");
    assertThatThrownBy(() -> fresh().fit(X, Training.defaults().withValidation(Nd4j.zeros(2, 3))))
        .hasMessageStartingWith("The validation rows have shape [2, 3], expected");
    assertThatThrownBy(() -> Training.defaults().withPatience(0))
        .hasMessage("patience is 0, must be at least 1");
  }

  private static List<Double> scores(LearningCurve curve) {
    List<Double> scores = new ArrayList<>();
    for (Epoch epoch : curve.epochs()) {
      scores.add(epoch.validationScore());
    }
    return scores;
  }

  private static Autoencoder fresh() {
    return Basic.builder().inputSize(12).codeSize(10).learningRate(0.3).build().init();
  }
}
