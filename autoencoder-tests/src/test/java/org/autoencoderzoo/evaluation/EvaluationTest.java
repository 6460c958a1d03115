package org.autoencoderzoo.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.corruption.AdditiveGaussianNoise;
import org.autoencoderzoo.corruption.MaskingNoise;
import org.autoencoderzoo.linear.Pca;
import org.autoencoderzoo.zoo.Basic;
import org.autoencoderzoo.zoo.Deep;
import org.autoencoderzoo.zoo.Linear;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Each figure against its definition, written out. */
class EvaluationTest {

  /** Away from the ends of [0,1], to leave room for finite differences. */
  private static final INDArray X =
      RandomExamples.uniform(DataType.FLOAT, 1100, 6).muli(0.9).addi(0.05);

  @Test
  void figuresAreWhatTheyAreCalled() {
    Autoencoder autoencoder =
        Basic.builder().inputSize(6).codeSize(4).weightDecay(0.01).build().init();
    Pca pca = Pca.fit(X, 4);
    Map<Metric, Double> metrics = Evaluation.of(autoencoder, pca, X);

    INDArray x = X.castTo(DataType.DOUBLE);
    INDArray y = autoencoder.reconstruct(X).castTo(DataType.DOUBLE);
    INDArray codes = autoencoder.encode(X);
    double squaredError = 0;
    double variance = 0;
    double crossEntropy = 0;
    double saturated = 0;
    double codeSum = 0;
    INDArray mean = x.mean(0);
    for (int n = 0; n < 1100; n++) {
      for (int i = 0; i < 6; i++) {
        double xi = x.getDouble(n, i);
        double yi = y.getDouble(n, i);
        squaredError += (xi - yi) * (xi - yi);
        variance += Math.pow(xi - mean.getDouble(i), 2);
        crossEntropy -= xi * Math.log(yi) + (1 - xi) * Math.log(1 - yi);
      }
      for (int j = 0; j < 4; j++) {
        double h = codes.getDouble(n, j);
        codeSum += h;
        saturated += h < 0.05 || h > 0.95 ? 1 : 0;
      }
    }
    assertThat(metrics.get(Metric.SQUARED_ERROR)).isCloseTo(squaredError / 1100, within(1e-5));
    assertThat(metrics.get(Metric.FVU)).isCloseTo(squaredError / variance, within(1e-5));
    assertThat(metrics.get(Metric.CROSS_ENTROPY)).isCloseTo(crossEntropy / 1100, within(1e-4));
    assertThat(metrics.get(Metric.SATURATION)).isCloseTo(saturated / 4400, within(1e-9));
    assertThat(metrics.get(Metric.MEAN_ACTIVATION)).isCloseTo(codeSum / 4400, within(1e-6));
    double w = autoencoder.network().getParam("code_W").norm2Number().doubleValue();
    assertThat(metrics.get(Metric.SCORE))
        .isCloseTo(crossEntropy / 1100 + 0.01 / 2 * w * w, within(1e-4));
    assertThat(metrics.get(Metric.CODE_SIZE)).isEqualTo(4);
    assertThat(metrics.get(Metric.ACTIVE_UNITS)).isEqualTo(4);
    assertThat(metrics.get(Metric.DEAD_UNITS)).isZero();
  }

  @Test
  void denoisingErrorIsAgainstTheCleanInput() {
    Autoencoder autoencoder = Basic.builder().inputSize(6).codeSize(4).build().init();
    Map<Metric, Double> metrics = Evaluation.of(autoencoder, Pca.fit(X, 4), X);
    double sum = 0;
    double masked = 0;
    for (int batch = 0; batch < 2; batch++) {
      INDArray x = X.get(NDArrayIndex.interval(1024 * batch, Math.min(1100, 1024 * (batch + 1))));
      INDArray noisy =
          new MaskingNoise(0.25, 7)
              .applyDropout(x, x.ulike(), batch, 0, LayerWorkspaceMgr.noWorkspaces());
      masked += noisy.eq(0).castTo(DataType.DOUBLE).sumNumber().doubleValue();
      sum += autoencoder.reconstruct(noisy).squaredDistance(x);
    }
    assertThat(masked / X.length()).isCloseTo(0.25, within(0.02));
    assertThat(metrics.get(Metric.DENOISING_ERROR)).isCloseTo(sum / 1100, within(1e-4));
  }

  /** One layer in closed form, a chain by its matrices. */
  @Test
  void jacobianChangeIsTheNormOfTheDifference() {
    assertJacobianChange(Basic.builder().inputSize(6).codeSize(4).build().init());
    assertJacobianChange(Deep.builder().inputSize(6).hiddenSizes(9, 5).codeSize(3).build().init());
  }

  private static void assertJacobianChange(Autoencoder autoencoder) {
    INDArray x = X.get(NDArrayIndex.interval(0, 1000));
    INDArray moved =
        new AdditiveGaussianNoise(0.1, 7)
            .applyDropout(x, x.ulike(), 0, 0, LayerWorkspaceMgr.noWorkspaces());
    EncoderJacobian jacobian = EncoderJacobian.of(autoencoder.network()).orElseThrow();
    INDArray before = jacobian.at(x);
    INDArray after = jacobian.at(moved);
    double sum = 0;
    for (int n = 0; n < 1000; n++) {
      sum += before.slice(n).distance2(after.slice(n));
    }
    assertThat(Evaluation.of(autoencoder, Pca.fit(X, 3), X).get(Metric.JACOBIAN_CHANGE))
        .isPositive()
        .isCloseTo(sum / 1000, within(1e-5));
  }

  @Test
  void deadAndActiveUnitsAreCounted() {
    Autoencoder autoencoder =
        Basic.builder().inputSize(6).codeSize(4).activation(Activation.RELU).build().init();
    INDArray bias = autoencoder.network().getParam("code_b");
    bias.assign(Nd4j.createFromArray(new float[] {-100, 100, -100, 100}));
    Map<Metric, Double> metrics = Evaluation.of(autoencoder, Pca.fit(X, 4), X);
    assertThat(metrics.get(Metric.ACTIVE_UNITS)).isEqualTo(2);
    assertThat(metrics.get(Metric.DEAD_UNITS)).isEqualTo(2);
    assertThat(metrics).doesNotContainKey(Metric.SATURATION);
  }

  @Test
  void linearOutputsHaveNoCrossEntropy() {
    Autoencoder autoencoder = Linear.builder().inputSize(6).codeSize(2).build().init();
    assertThat(Evaluation.of(autoencoder, Pca.fit(X, 2), X))
        .doesNotContainKey(Metric.CROSS_ENTROPY);
  }

  @Test
  void jacobianOfOneLayerEqualsFiniteDifferences() {
    assertJacobian(Basic.builder().inputSize(6).codeSize(4).build().init());
  }

  @Test
  void jacobianOfAChainEqualsFiniteDifferences() {
    assertJacobian(Deep.builder().inputSize(6).hiddenSizes(9, 5).codeSize(3).build().init());
  }

  private static void assertJacobian(Autoencoder autoencoder) {
    EncoderJacobian jacobian = EncoderJacobian.of(autoencoder.network()).orElseThrow();
    INDArray x = X.get(NDArrayIndex.interval(0, 7));
    INDArray analytic = jacobian.at(x);
    INDArray norms = jacobian.norms(x);
    double h = 1e-2;
    for (int n = 0; n < 7; n++) {
      double squares = 0;
      for (int i = 0; i < 6; i++) {
        INDArray plus = x.dup();
        INDArray minus = x.dup();
        plus.putScalar(n, i, x.getDouble(n, i) + h);
        minus.putScalar(n, i, x.getDouble(n, i) - h);
        INDArray difference = autoencoder.encode(plus).sub(autoencoder.encode(minus)).divi(2 * h);
        for (int k = 0; k < autoencoder.codeSize(); k++) {
          double numeric = difference.getDouble(n, k);
          assertThat(analytic.getDouble(n, k, i)).isCloseTo(numeric, within(2e-3));
          squares += Math.pow(analytic.getDouble(n, k, i), 2);
        }
      }
      assertThat(norms.getDouble(n)).isCloseTo(Math.sqrt(squares), within(1e-5));
    }
  }
}
