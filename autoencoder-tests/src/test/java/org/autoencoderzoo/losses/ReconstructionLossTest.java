package org.autoencoderzoo.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import java.util.function.DoubleBinaryOperator;
import java.util.stream.Stream;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.layers.ReconstructionOutput;
import org.autoencoderzoo.testing.LossChecks;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossL2;

/** The losses through the whole kit, and finite values where others overflow. */
class ReconstructionLossTest {

  private static final IActivation SIGMOID = Activation.SIGMOID.getActivationFunction();
  private static final IActivation IDENTITY = Activation.IDENTITY.getActivationFunction();

  @TestFactory
  Stream<DynamicNode> kit() {
    DoubleBinaryOperator squared = (x, y) -> (y - x) * (y - x);
    return Stream.of(
        dynamicContainer(
            "squared error of a linear output",
            LossChecks.of(new SquaredError(), Activation.IDENTITY, squared)),
        dynamicContainer(
            "squared error of a sigmoid output",
            LossChecks.of(new SquaredError(), Activation.SIGMOID, squared)),
        dynamicContainer(
            "Bernoulli cross-entropy",
            LossChecks.of(
                new BernoulliCrossEntropy(),
                Activation.SIGMOID,
                (x, y) -> -x * Math.log(y) - (1 - x) * Math.log(1 - y))),
        dynamicContainer(
            "Huber's loss of a linear output",
            LossChecks.of(new Huber(0.7), Activation.IDENTITY, huber(0.7))),
        dynamicContainer(
            "Huber's loss of a sigmoid output",
            LossChecks.of(new Huber(0.2), Activation.SIGMOID, huber(0.2))),
        dynamicContainer(
            "correntropy of a linear output",
            LossChecks.of(new Correntropy(0.6), Activation.IDENTITY, correntropy(0.6))),
        dynamicContainer(
            "correntropy of a sigmoid output",
            LossChecks.of(new Correntropy(0.3), Activation.SIGMOID, correntropy(0.3))));
  }

  private static DoubleBinaryOperator huber(double delta) {
    return (x, y) -> {
      double e = Math.abs(y - x);
      return e <= delta ? e * e / 2 : delta * e - delta * delta / 2;
    };
  }

  private static DoubleBinaryOperator correntropy(double sigma) {
    double twice = 2 * sigma * sigma;
    return (x, y) -> (1 - Math.exp(-(y - x) * (y - x) / twice)) / (1 - Math.exp(-1 / twice));
  }

  @Test
  void robustLossesTendToTheSquaredErrorForWideSettings() {
    INDArray z = RandomExamples.normal(DataType.DOUBLE, 7, 5);
    INDArray x = RandomExamples.uniform(DataType.DOUBLE, 7, 5);
    double squared = new SquaredError().computeScore(x, z, IDENTITY, null, true);
    assertThat(new Huber(100).computeScore(x, z, IDENTITY, null, true))
        .isCloseTo(squared / 2, withinPercentage(1e-9));
    assertThat(new Correntropy(1000).computeScore(x, z, IDENTITY, null, true))
        .isCloseTo(squared, withinPercentage(1e-3));
  }

  @Test
  void outliersPullWithABoundedOrNoForce() {
    INDArray x = Nd4j.zeros(DataType.DOUBLE, 1, 3);
    INDArray z = Nd4j.createFromArray(new double[][] {{1, -50, 1000}});
    assertThat(new Huber(0.5).computeGradient(x, z, IDENTITY, null).toDoubleVector())
        .containsExactly(0.5, -0.5, 0.5);
    double[] ofCorrentropy =
        new Correntropy(2).computeGradient(x, z, IDENTITY, null).toDoubleVector();
    assertThat(ofCorrentropy[0]).isGreaterThan(0.1);
    assertThat(ofCorrentropy[1]).isCloseTo(0, within(1e-100));
    assertThat(ofCorrentropy[2]).isZero();
    double loss = new Correntropy(2).computeScore(x.addi(1000), z, IDENTITY, null, false);
    assertThat(loss).isCloseTo(2 / (1 - Math.exp(-1 / 8.0)), within(1e-9));
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    for (double delta : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new Huber(delta))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("delta is " + delta + ", must be above 0.0");
    }
    for (double sigma : new double[] {0, -1, 0.0009, 1001, Double.NaN}) {
      assertThatThrownBy(() -> new Correntropy(sigma))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("sigma is " + sigma + ", must be 0.001 to 1000");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "100, 0, 100, 1",
    "100, 1, 0, 0",
    "-100, 0, 0, 0",
    "-100, 1, 100, -1",
    "0, 0, 0.6931471805599453, 0.5",
    "0, 0.5, 0.6931471805599453, 0",
    "2, 0.25, 1.6269280110429725, 0.6307970779778823"
  })
  void crossEntropyIsFiniteAndExactAtAnyLogitAndTarget(
      double logit, double target, double loss, double gradient) {
    for (DataType type : new DataType[] {DataType.DOUBLE, DataType.FLOAT}) {
      INDArray z = Nd4j.createFromArray(new double[][] {{logit}}).castTo(type);
      INDArray x = Nd4j.createFromArray(new double[][] {{target}}).castTo(type);
      double tolerance = type == DataType.DOUBLE ? 1e-12 : 1e-6;
      var both = new BernoulliCrossEntropy().computeGradientAndScore(x, z, SIGMOID, null, false);
      assertThat(both.getFirst()).isCloseTo(loss, within(tolerance));
      assertThat(both.getSecond().getDouble(0)).isCloseTo(gradient, within(tolerance));
    }
  }

  @Test
  void squaredErrorIsDeeplearning4jsLossL2() {
    INDArray z = RandomExamples.normal(DataType.DOUBLE, 7, 5);
    INDArray x = RandomExamples.uniform(DataType.DOUBLE, 7, 5);
    INDArray mask = Nd4j.createFromArray(new double[][] {{1}, {0}, {1}, {1}, {0}, {1}, {1}});
    for (IActivation f : new IActivation[] {IDENTITY, SIGMOID}) {
      for (INDArray m : new INDArray[] {null, mask}) {
        SquaredError ours = new SquaredError();
        LossL2 theirs = new LossL2();
        assertThat(ours.computeScore(x, z, f, m, true))
            .isCloseTo(theirs.computeScore(x, z, f, m, true), within(1e-12));
        assertThat(
                ours.computeGradient(x, z, f, m)
                    .equalsWithEps(theirs.computeGradient(x, z, f, m), 1e-12))
            .isTrue();
        assertThat(
                ours.computeScoreArray(x, z, f, m)
                    .equalsWithEps(theirs.computeScoreArray(x, z, f, m), 1e-12))
            .isTrue();
      }
    }
  }

  @Test
  void maskedImagesCountByExample() {
    INDArray z = RandomExamples.normal(DataType.DOUBLE, 2, 1, 3, 3);
    INDArray x = RandomExamples.uniform(DataType.DOUBLE, 2, 1, 3, 3);
    INDArray mask = Nd4j.createFromArray(new double[][] {{0}, {1}});
    INDArray rows = new SquaredError().computeScoreArray(x, z, IDENTITY, mask);
    assertThat(rows.getDouble(0)).isZero();
    INDArray second = z.slice(1).sub(x.slice(1));
    assertThat(rows.getDouble(1))
        .isCloseTo(second.mul(second).sumNumber().doubleValue(), within(1e-12));
  }

  /** ND4J's own sum over all of a float array of this size is off by far more. */
  @Test
  void sumOverManyFloatsKeepsItsDigits() {
    INDArray z = Nd4j.ones(DataType.FLOAT, 20_000, 784);
    double loss = new SquaredError().computeScore(z.mul(0), z, IDENTITY, null, true);
    assertThat(loss).isCloseTo(784, within(1e-9));
  }

  @Test
  void crossEntropyRefusesOtherActivations() {
    INDArray z = Nd4j.ones(DataType.FLOAT, 1, 1);
    assertThatThrownBy(() -> new BernoulliCrossEntropy().computeScore(z, z, IDENTITY, null, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be sigmoid, not identity");
  }

  @Test
  void lossesWithOtherSettingsAreNotEqual() {
    assertThat(new Scaled(1, 2)).isEqualTo(new Scaled(1, 2)).hasSameHashCodeAs(new Scaled(1, 2));
    assertThat(new Scaled(1, 2)).isNotEqualTo(new Scaled(5, 2)).isNotEqualTo(new Scaled(1, 2, 2));
    assertThat(new Scaled(1, 2)).hasToString("Scaled(factor=1.0, weights=[2.0])");
    assertThat(new SquaredError())
        .isEqualTo(new SquaredError())
        .isNotEqualTo(new BernoulliCrossEntropy())
        .hasToString("SquaredError()");
    assertThat(ReconstructionOutput.of(new Scaled(1, 2), Activation.IDENTITY))
        .isEqualTo(ReconstructionOutput.of(new Scaled(1, 2), Activation.IDENTITY))
        .isNotEqualTo(ReconstructionOutput.of(new Scaled(5, 2), Activation.IDENTITY));
  }

  @Test
  void differentShapesAreRefused() {
    assertThatThrownBy(
            () ->
                new SquaredError()
                    .computeScore(
                        Nd4j.ones(DataType.FLOAT, 2, 3),
                        Nd4j.ones(DataType.FLOAT, 2, 4),
                        IDENTITY,
                        null,
                        false))
        .hasMessageContaining("[2, 3]")
        .hasMessageContaining("[2, 4]");
  }

  /** A loss with settings, one of them an array. */
  private static final class Scaled extends ReconstructionLoss {

    private static final long serialVersionUID = 1L;

    private final double factor;
    private final double[] weights;

    Scaled(double factor, double... weights) {
      this.factor = factor;
      this.weights = weights;
    }

    @Override
    protected INDArray featureLoss(INDArray x, INDArray z, INDArray y) {
      return y.sub(x).muli(factor * weights[0]);
    }

    @Override
    protected INDArray featureGradient(INDArray x, INDArray z, INDArray y, IActivation f) {
      return f.backprop(z.dup(), y.assign(factor * weights[0])).getFirst();
    }
  }

  @Test
  void squaredErrorOfExamplesIsThatOfBruteForceInAnyOrderAndType() {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      for (long[] shape : new long[][] {{1, 3}, {7, 1030}, {3, 2, 5, 4}}) {
        INDArray x = Nd4j.rand(type, shape);
        INDArray y = Nd4j.rand(type, shape);
        for (INDArray reconstructions : new INDArray[] {y, y.dup('f')}) {
          INDArray errors = SquaredError.ofExamples(x, reconstructions);
          assertThat(errors.shape()).containsExactly(shape[0]);
          assertThat(errors.dataType()).isEqualTo(type);
          for (long n = 0; n < shape[0]; n++) {
            double[] a = x.reshape(shape[0], -1).getRow(n).dup().data().asDouble();
            double[] b = y.reshape(shape[0], -1).getRow(n).dup().data().asDouble();
            double sum = 0;
            for (int i = 0; i < a.length; i++) {
              sum += (b[i] - a[i]) * (b[i] - a[i]);
            }
            assertThat(errors.getDouble(n)).isCloseTo(sum, withinPercentage(1e-3));
          }
        }
      }
    }
  }
}
