package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import java.util.Arrays;
import org.autoencoderzoo.examples.gallery.Chart;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.examples.measures.PrincipalAngles;
import org.autoencoderzoo.linear.Pca;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The two derivations of PCA: the eigenvectors of the covariance, along which the variance is
 * largest (Hotelling 1933), and the subspace that reconstructs the data with the least squared
 * error (Pearson 1901), found by alternating least squares, which knows of no covariance. They are
 * one subspace.
 */
final class TwoDerivations implements Example {

  private static final int ROUNDS = 400;

  /** At this angle, in degrees, the subspaces are one; below, rounding has its say. */
  private static final double ONE_SUBSPACE = 1e-4;

  @Override
  public void run(Exhibit exhibit) throws IOException {
    INDArray x = exhibit.digits().limit(10_000).train().images().castTo(DataType.DOUBLE);
    int most = (int) x.size(1);
    int k = exhibit.choose(5, 10);
    Pca pca = Pca.fit(x, k);
    double[] angles = new double[ROUNDS];
    INDArray centred = x.subRowVector(pca.mean());
    AlternatingLeastSquares subspace = new AlternatingLeastSquares(centred, k, exhibit.seed());
    double random = subspace.variance();
    for (int round = 0; round < ROUNDS; round++) {
      subspace.round();
      angles[round] = PrincipalAngles.between(subspace.directions(), pca.components())[k - 1];
    }
    Pca all = Pca.fit(x, most);
    double[] variances = all.explainedVariance();
    double rate = variances[k] / variances[k - 1];
    int shown = (int) Arrays.stream(angles).takeWhile(angle -> angle > ONE_SUBSPACE).count();
    int middle = shown / 2;
    double[] theory = new double[shown];
    Arrays.setAll(theory, i -> angles[middle] * Math.pow(rate, i - middle));
    exhibit.chart(
        "The two derivations meet. Largest principal angle between the first "
            + k
            + " eigenvectors of the covariance and the subspace of alternating least squares, which"
            + " starts anywhere. In theory it shrinks each round by the ratio of the variances of"
            + " component M + 1 and component M.",
        new Chart("Rounds of alternating least squares", "Largest angle (degrees)")
            .line("measured", Arrays.copyOf(angles, shown))
            .line("theory: times %.3f per round".formatted(rate), theory)
            .logarithmicY());

    double kept = Arrays.stream(variances, 0, k).sum();
    double error = all.totalVariance() - subspace.variance();
    double discarded = Arrays.stream(variances, k, most).sum();
    exhibit.claimAtMost(
        "Angle between the two subspaces (degrees)", angles[ROUNDS - 1], ONE_SUBSPACE);
    exhibit.claimAtMost(
        "Least squared error per image, off the sum of the discarded eigenvalues (share)",
        Math.abs(error / discarded - 1),
        1e-9);
    exhibit.claimAtMost(
        "Share of the largest variance that a random subspace of " + k + " directions keeps",
        random / kept,
        0.5);
  }
}
