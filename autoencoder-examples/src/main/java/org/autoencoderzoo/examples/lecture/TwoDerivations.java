package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.autoencoderzoo.evaluation.PrincipalAngles;
import org.autoencoderzoo.examples.gallery.Chart;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.examples.page.ChartStyle;
import org.autoencoderzoo.linear.Pca;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.inverse.InvertMatrix;

/**
 * The two derivations of PCA: the eigenvectors of the covariance, along which the variance is
 * largest (Hotelling 1933), and the subspace that reconstructs the data with the least squared
 * error (Pearson 1901), found by alternating least squares, which knows of no covariance. They are
 * one subspace.
 */
final class TwoDerivations implements Example {

  private static final int ROUNDS = 400;

  @Override
  public void run(Exhibit exhibit) throws IOException {
    INDArray x = exhibit.digits().limit(10_000).train().images().castTo(DataType.DOUBLE);
    int most = (int) x.size(1);
    int k = exhibit.choose(5, 10);
    Pca pca = Pca.fit(x, k);
    double[] angles = new double[ROUNDS];
    INDArray centred = x.subRowVector(pca.mean());
    Nd4j.getRandom().setSeed(exhibit.seed());
    INDArray directions = Nd4j.randn(DataType.DOUBLE, k, most);
    double random = variance(centred, directions);
    for (int round = 0; round < ROUNDS; round++) {
      INDArray z = leastSquares(directions.transpose(), centred.transpose()).transpose();
      directions = leastSquares(z, centred);
      angles[round] = PrincipalAngles.between(directions, pca.components())[k - 1];
    }
    Pca all = Pca.fit(x, most);
    double[] variances = all.explainedVariance();
    double rate = variances[k] / variances[k - 1];
    double[] theory = new double[ROUNDS];
    Arrays.setAll(theory, i -> angles[ROUNDS / 4] * Math.pow(rate, i - ROUNDS / 4));
    exhibit.chart(
        "The two derivations meet. Largest principal angle between the first "
            + k
            + " eigenvectors of the covariance and the subspace of alternating least squares, which"
            + " starts anywhere. In theory it shrinks each round by the ratio of the variances of"
            + " component M + 1 and component M.",
        new Chart("Rounds of alternating least squares", "Largest angle (degrees)")
            .line("measured", upTo(ROUNDS), angles)
            .line("theory: shrinks by %.3f a round".formatted(rate), upTo(ROUNDS), theory)
            .logarithmicY());

    double kept = Arrays.stream(variances, 0, k).sum();
    double error = all.totalVariance() - variance(centred, directions);
    double discarded = Arrays.stream(variances, k, most).sum();
    exhibit.claimAtMost("Angle between the two subspaces (degrees)", angles[ROUNDS - 1], 1e-4);
    exhibit.claimAtMost(
        "Least squared error per image, off the sum of the discarded eigenvalues (share)",
        Math.abs(error / discarded - 1),
        1e-9);
    exhibit.claimAtMost(
        "Share of the largest variance that a random subspace of " + k + " directions keeps",
        random / kept,
        0.5);
  }

  /** The W with the least {@code ||a W - b||^2}, by the normal equations. */
  private static INDArray leastSquares(INDArray a, INDArray b) {
    INDArray at = a.transpose();
    return InvertMatrix.invert(at.mmul(a), false).mmul(at.mmul(b));
  }

  /** Variance of the centred rows within the space that directions span. */
  private static double variance(INDArray centred, INDArray directions) {
    INDArray z = leastSquares(directions.transpose(), centred.transpose());
    INDArray projected = z.transpose().mmul(directions);
    return projected.mul(projected).sumNumber().doubleValue() / centred.size(0);
  }

  private static double[] upTo(int last) {
    return ChartStyle.withRoundTicks(IntStream.rangeClosed(1, last).asDoubleStream().toArray());
  }
}
