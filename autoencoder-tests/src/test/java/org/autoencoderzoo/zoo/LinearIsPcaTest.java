package org.autoencoderzoo.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.data.ImageDataSet;
import org.autoencoderzoo.linear.Pca;
import org.autoencoderzoo.training.Training;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.eigen.Eigen;
import org.nd4j.linalg.ops.transforms.Transforms;

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
    INDArray decoder = autoencoder.network().getParam("decoder_W").castTo(DataType.DOUBLE);
    assertThat(largestPrincipalAngle(decoder, pca.components().castTo(DataType.DOUBLE)))
        .isLessThan(1);
  }

  /**
   * In degrees, between the row spaces of two matrices, the second with orthonormal rows: with Q an
   * orthonormal basis of the first, the sine is the largest singular value of {@code Q (I - U^T
   * U)}.
   */
  private static double largestPrincipalAngle(INDArray rows, INDArray orthonormal) {
    INDArray gram = rows.mmul(rows.transpose()).dup('f');
    INDArray eigenvalues = Eigen.symmetricGeneralizedEigenvalues(gram, true);
    INDArray basis =
        gram.transpose().mmul(rows).diviColumnVector(Transforms.sqrt(eigenvalues).reshape(-1, 1));
    INDArray outside = basis.sub(basis.mmul(orthonormal.transpose()).mmul(orthonormal));
    INDArray squares =
        Eigen.symmetricGeneralizedEigenvalues(outside.mmul(outside.transpose()).dup('f'), true);
    return Math.toDegrees(Math.asin(Math.sqrt(squares.maxNumber().doubleValue())));
  }
}
