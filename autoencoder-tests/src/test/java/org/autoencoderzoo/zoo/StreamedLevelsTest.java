package org.autoencoderzoo.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.training.ArraySource;
import org.autoencoderzoo.training.Batch;
import org.autoencoderzoo.training.Examples;
import org.autoencoderzoo.training.LearningCurve;
import org.autoencoderzoo.training.Training;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A stack trains its levels from a stream, whose rows are encoded as they come. */
class StreamedLevelsTest {

  private static final INDArray X = RandomExamples.uniform(DataType.FLOAT, 2300, 10);

  private static final Training TRAINING = Training.defaults().withEpochs(2).withBatchSize(100);

  private static StackedAutoencoder<?> model() {
    return StackedDenoising.builder().inputSize(10).hiddenSizes(8, 6).codeSize(4).build();
  }

  private static Examples stream(Batch all) {
    return Examples.streamed(new ArraySource(all, 170));
  }

  @Test
  void levelsLearnAsTheyDoFromAnArray() {
    Autoencoder expected = model().init();
    LearningCurve curve = expected.fit(X, TRAINING.withValidation(X));
    Autoencoder streamed = model().init();
    LearningCurve ofStream =
        streamed.fit(stream(Batch.of(X)), TRAINING.withValidation(stream(Batch.of(X))));
    // Where codes are computed with other threads, their sums are rounded otherwise.
    assertThat(difference(streamed, expected)).isLessThan(1e-3);
    assertThat(ofStream.levels()).hasSize(3);
    for (int level = 0; level < 3; level++) {
      assertThat(ofStream.levels().get(level).epochs().get(1).validationScore())
          .isCloseTo(
              curve.levels().get(level).epochs().get(1).validationScore(), withinPercentage(0.1));
    }
  }

  /** A row that counts 0 counts 0 in every level, of an array and of a stream. */
  @Test
  void rowsThatDoNotCountLeaveNoTraceInAnyLevel() {
    INDArray mask = Nd4j.ones(DataType.FLOAT, 2300, 10);
    INDArray others = X.dup();
    for (int row = 0; row < 2300; row += 3) {
      mask.getRow(row).assign(0);
      others.getRow(row).assign(0.25);
    }
    Autoencoder first = model().init();
    first.fit(Examples.of(new Batch(X, X, null, mask)), TRAINING);
    Autoencoder second = model().init();
    second.fit(Examples.of(new Batch(others, others, null, mask)), TRAINING);
    assertThat(difference(first, second)).isLessThan(1e-6);
    Autoencoder streamed = model().init();
    streamed.fit(stream(new Batch(others, others, null, mask)), TRAINING);
    assertThat(difference(streamed, first)).isLessThan(1e-3);
    Autoencoder unmasked = model().init();
    unmasked.fit(X, TRAINING);
    assertThat(difference(unmasked, first)).isGreaterThan(1e-2);
  }

  private static double difference(Autoencoder one, Autoencoder other) {
    return one.network().params().sub(other.network().params()).amaxNumber().doubleValue();
  }
}
