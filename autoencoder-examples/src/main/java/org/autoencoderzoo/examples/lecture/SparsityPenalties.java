package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.examples.gallery.Chart;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.zoo.Sparse;
import org.deeplearning4j.nn.api.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The lecture's curve of {@code KL(rho || rhoHat)} with rho = 0.2, and the quadratic penalty beside
 * it, as they stand in the score of a network whose one code unit has the activation rhoHat.
 */
final class SparsityPenalties implements Example {

  private static final double RHO = 0.2;

  /** Of the divergence at its minimum: the weight with which both penalties curve alike there. */
  private static final double CURVATURE = 1 / (RHO * (1 - RHO));

  /** The score is a loss of log 2 plus the penalty, in single precision. */
  private static final double ROUNDING = 1e-5;

  @Override
  public void run(Exhibit exhibit) throws IOException {
    double[] rates = IntStream.rangeClosed(1, 99).mapToDouble(i -> i / 100.0).toArray();
    double[] kl = penalties(Sparse.Form.KL, 1, rates);
    double[] quadratic = penalties(Sparse.Form.QUADRATIC, CURVATURE, rates);
    exhibit.chart(
        "The cost of one unit whose mean activation is rhoHat, for rho = 0.2. Both penalties are"
            + " zero at rho and curve alike there; towards 0 and 1, where a unit is dead or always"
            + " on, the divergence grows without bound.",
        new Chart("Mean activation rhoHat", "Penalty (nats)")
            .line("KL(rho || rhoHat), beta = 1", rates, kl)
            .line("lambda / 2 (rhoHat - rho)^2, lambda = 6.25", rates, quadratic));
    double[] formula =
        Arrays.stream(rates)
            .map(r -> RHO * Math.log(RHO / r) + (1 - RHO) * Math.log((1 - RHO) / (1 - r)))
            .toArray();
    int least = IntStream.range(0, kl.length).reduce((i, j) -> kl[j] < kl[i] ? j : i).orElseThrow();
    exhibit.claimAtMost("Distance of the minimum from rho", Math.abs(rates[least] - RHO), 1e-9);
    exhibit.claimAtMost("KL divergence at rho, in nats", Math.abs(kl[least]), ROUNDING);
    exhibit.claimAtMost(
        "Largest difference from the lecture's formula", gap(kl, formula), ROUNDING);
    exhibit.claimFalling("KL divergence up to rho: 0.01, 0.05, 0.1, 0.2", at(kl, 1, 5, 10, 20));
    exhibit.claimRising("KL divergence beyond rho: 0.2, 0.4, 0.7, 0.99", at(kl, 20, 40, 70, 99));
    exhibit.claimRising(
        "Of a unit that is nearly dead (0.01): the quadratic penalty, then KL",
        quadratic[0],
        kl[0]);
  }

  /** The score of a network less its loss, which is log 2 for a pixel of 0 and a logit of 0. */
  private static double[] penalties(Sparse.Form form, double weight, double[] rates) {
    Autoencoder autoencoder =
        Sparse.builder().inputSize(1).codeSize(1).form(form).rho(RHO).beta(weight).build().init();
    Layer unit = autoencoder.network().getLayer(Autoencoder.CODE);
    unit.getParam("W").assign(0);
    INDArray pixel = Nd4j.zeros(1, 1);
    return Arrays.stream(rates)
        .map(
            rate -> {
              unit.getParam("b").assign(Math.log(rate / (1 - rate)));
              return autoencoder.score(pixel) - Math.log(2);
            })
        .toArray();
  }

  private static double gap(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> Math.abs(a[i] - b[i])).max().orElseThrow();
  }

  /** Values at some percentages. */
  private static double[] at(double[] values, int... percentages) {
    return Arrays.stream(percentages).mapToDouble(p -> values[p - 1]).toArray();
  }
}
