package org.autoencoderzoo.internal.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.losses.BernoulliCrossEntropy;
import org.autoencoderzoo.losses.ReconstructionLoss;
import org.autoencoderzoo.losses.SquaredError;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Floats go through the kernel, doubles through ND4J's operations: both must agree. */
class LossKernelTest {

  @ParameterizedTest
  @CsvSource({"1, 2", "3, 171", "2, 256", "128, 784"})
  void lossesOfFloatsEqualThoseOfDoubles(int rows, int columns) {
    INDArray x = RandomExamples.uniform(DataType.DOUBLE, rows, columns);
    INDArray z = RandomExamples.normal(DataType.DOUBLE, rows, columns).mul(20);
    assertEqual(new BernoulliCrossEntropy(), Activation.SIGMOID, x, z);
    assertEqual(new SquaredError(), Activation.IDENTITY, x, z);
  }

  private static void assertEqual(
      ReconstructionLoss loss, Activation activation, INDArray x, INDArray z) {
    IActivation f = activation.getActivationFunction();
    INDArray floats = z.castTo(DataType.FLOAT);
    INDArray before = floats.dup();
    var expected = loss.computeGradientAndScore(x, z, f, null, false);
    var actual = loss.computeGradientAndScore(x.castTo(DataType.FLOAT), floats, f, null, false);
    assertThat(actual.getFirst())
        .isCloseTo(expected.getFirst(), within(1e-6 * expected.getFirst()));
    assertThat(actual.getSecond().castTo(DataType.DOUBLE).equalsWithEps(expected.getSecond(), 2e-5))
        .isTrue();
    assertThat(floats).as("the pre-activation is not modified").isEqualTo(before);
  }
}
