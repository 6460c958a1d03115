package org.autoencoderzoo.examples.lecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.zoo.Basic;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The ratio of the stochastic penalty to its limit. */
class ContractionRatioTest {

  private static final long SEED = 42;

  private final Autoencoder autoencoder = Basic.builder().inputSize(6).codeSize(4).build().init();
  private final INDArray examples = RandomExamples.uniform(DataType.FLOAT, 20_000, 6);

  @Test
  void ratioOfLittleNoiseIsOne() {
    assertThat(ContractionRatio.of(autoencoder, examples, 0.01, SEED)).isCloseTo(1, within(0.02));
  }

  /** Far from the limit, saturated units hardly move any more. */
  @Test
  void largeNoiseIsNotTheLimit() {
    assertThat(ContractionRatio.of(autoencoder, examples, 10, SEED)).isLessThan(0.5);
  }
}
