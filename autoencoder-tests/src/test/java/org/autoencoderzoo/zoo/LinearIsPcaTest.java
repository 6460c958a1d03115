package org.autoencoderzoo.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.datasets.ImageDataSet;
import org.autoencoderzoo.examples.measures.PrincipalAngles;
import org.autoencoderzoo.linear.Pca;
import org.autoencoderzoo.training.Training;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The lecture's claim: the linear autoencoder with squared error learns PCA's subspace. */
class LinearIsPcaTest {

  private static final int CODE_SIZE = 10;

  private static INDArray x;
  private static Autoencoder autoencoder;
  private static Pca pca;

  @BeforeAll
  static void train() throws IOException {
    x = ImageDataSet.DIGITS.load().train().images();
    pca = Pca.fit(x, CODE_SIZE);
    autoencoder = Linear.builder().inputSize(64).codeSize(CODE_SIZE).build().init();
    autoencoder.fit(x, Training.defaults().withEpochs(300).withBatchSize(64));
  }

  @Test
  void excessErrorOverTheDiscardedEigenvaluesIsUnderATenthOfAPercent() {
    double discarded = pca.totalVariance();
    for (double kept : pca.explainedVariance()) {
      discarded -= kept;
    }
    double error =
        autoencoder.reconstructionError(x).castTo(DataType.DOUBLE).meanNumber().doubleValue();
    assertThat(error / discarded - 1).isBetween(-1e-5, 1e-3);
  }

  @Test
  void largestPrincipalAngleIsUnderOneDegree() {
    INDArray decoder = autoencoder.network().getParam("decoder_W");
    double[] angles = PrincipalAngles.between(decoder, pca.components());
    assertThat(angles[CODE_SIZE - 1]).isLessThan(1);
  }

  @Test
  void linearOfPcaGivesItsCodesAndReconstructions() {
    Autoencoder same = Linear.of(pca);
    INDArray some = x.get(NDArrayIndex.interval(0, 50));
    assertThat(same.encode(some).sub(pca.encode(some)).amaxNumber().doubleValue()).isLessThan(1e-5);
    assertThat(same.reconstruct(some).sub(pca.reconstruct(some)).amaxNumber().doubleValue())
        .isLessThan(1e-5);
    assertThat(same.model()).contains("linear");
    assertThat(same.settings()).containsEntry("codeSize", CODE_SIZE).containsEntry("inputSize", 64);
  }
}
