package org.autoencoderzoo.examples.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.evaluation.EncoderJacobian;
import org.autoencoderzoo.zoo.Basic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The singular value decomposition of the Jacobian, for codes below and above the input size. */
class TangentSpaceTest {

  private static final int FEATURES = 6;

  private final INDArray x = RandomExamples.uniform(DataType.FLOAT, 1, FEATURES);

  private static Autoencoder autoencoder(int codeSize) {
    return Basic.builder().inputSize(FEATURES).codeSize(codeSize).build().init();
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6, 9})
  void jacobianStretchesEachDirectionByItsSingularValue(int codeSize) {
    Autoencoder autoencoder = autoencoder(codeSize);
    TangentSpace space = TangentSpace.at(autoencoder, x);
    INDArray jacobian =
        EncoderJacobian.of(autoencoder)
            .orElseThrow()
            .at(x)
            .reshape('c', codeSize, FEATURES)
            .castTo(DataType.DOUBLE);

    double[] values = space.singularValues();
    assertThat(values).hasSize(Math.min(codeSize, FEATURES));
    for (int i = 0; i < values.length; i++) {
      INDArray direction = space.directions().getRow(i, true);
      assertThat(direction.norm2Number().doubleValue()).isCloseTo(1, within(1e-6));
      INDArray stretched = jacobian.mmul(direction.transpose());
      assertThat(stretched.norm2Number().doubleValue()).isCloseTo(values[i], within(1e-6));
      assertThat(i == 0 || values[i] <= values[i - 1]).isTrue();
    }
    double norm = jacobian.norm2Number().doubleValue();
    double first = values[0] / norm;
    assertThat(space.leadingShare(1)).isCloseTo(first * first, within(1e-6));
    assertThat(space.leadingShare(values.length)).isCloseTo(1, within(1e-12));
  }

  @Test
  void severalExamplesAreRefused() {
    INDArray two = RandomExamples.uniform(DataType.FLOAT, 2, FEATURES);
    assertThatThrownBy(() -> TangentSpace.at(autoencoder(4), two))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("x: found 2 examples, expected one");
  }
}
