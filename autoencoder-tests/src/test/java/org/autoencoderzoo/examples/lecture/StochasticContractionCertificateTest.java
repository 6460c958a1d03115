package org.autoencoderzoo.examples.lecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.zoo.Basic;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

/** The lecture's table runs, and would fail if the claim did not hold. */
class StochasticContractionCertificateTest {

  @Test
  void ratioTendsToOneOnDigits() throws IOException {
    List<String> lines = Printed.lines(StochasticContractionCertificate::main);
    assertThat(lines).hasSize(7);
    assertThat(lines.get(6)).startsWith("| 0.001 | ");
    for (int column : new int[] {2, 3}) {
      double first = Double.parseDouble(lines.get(2).split("\\|")[column]);
      double last = Double.parseDouble(lines.get(6).split("\\|")[column]);
      assertThat(last).isCloseTo(1, within(0.01));
      assertThat(Math.abs(last - 1)).isLessThan(Math.abs(first - 1));
    }
  }

  /** Far from the limit, saturated units hardly move any more. */
  @Test
  void largeNoiseIsNotTheLimit() {
    Autoencoder autoencoder = Basic.builder().inputSize(6).codeSize(4).build().init();
    double ratio =
        StochasticContractionCertificate.ratio(
            autoencoder, RandomExamples.uniform(DataType.FLOAT, 1000, 6), 10);
    assertThatThrownBy(() -> StochasticContractionCertificate.requireNearOne(1, ratio))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is " + ratio + ", more than 2% off");
  }
}
