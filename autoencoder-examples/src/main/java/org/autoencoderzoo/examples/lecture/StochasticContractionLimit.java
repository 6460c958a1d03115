package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import java.util.Arrays;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.datasets.ImageDataSet;
import org.autoencoderzoo.datasets.TrainTest;
import org.autoencoderzoo.examples.gallery.Chart;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.examples.gallery.Table;
import org.autoencoderzoo.zoo.Basic;
import org.autoencoderzoo.zoo.Contractive;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Why the stochastic contractive autoencoder contracts: {@code E ||h(x + e) - h(x)||^2} with {@code
 * e ~ N(0, sigma^2 I)} tends to {@code sigma^2 ||J(x)||_F^2} as sigma falls (Rifai et al.,
 * "Contractive Auto-Encoders", ICML 2011, section 4). The ratio of the two, means over the test
 * images of the embedded digits, for falling sigma.
 */
final class StochasticContractionLimit implements Example {

  private static final double[] SIGMAS = {1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001};

  /** What the finite number of draws leaves. */
  private static final double TOLERANCE = 0.02;

  @Override
  public void run(Exhibit exhibit) throws IOException {
    TrainTest digits = ImageDataSet.DIGITS.load();
    INDArray x = Nd4j.tile(digits.test().images(), exhibit.choose(20, 200), 1);
    int epochs = exhibit.choose(10, 30);
    Autoencoder basic = exhibit.train("basic", Basic.builder(), digits.train(), epochs);
    Autoencoder contractive =
        exhibit.train("contractive", Contractive.builder(), digits.train(), epochs);
    double[] basics = ratios(basic, x, exhibit.seed());
    double[] contractives = ratios(contractive, x, exhibit.seed());
    Table table = new Table("sigma", "basic", "contractive");
    for (int i = 0; i < SIGMAS.length; i++) {
      table.row(SIGMAS[i], basics[i], contractives[i]);
    }
    exhibit.chart(
        "The stochastic penalty, E ||h(x+e) - h(x)||², over its limit, sigma² ||J||². As the noise"
            + " falls, it becomes the penalty of the contractive autoencoder.",
        new Chart("Deviation of the noise, sigma", "Penalty over its limit")
            .line("basic", SIGMAS, basics)
            .line("contractive", SIGMAS, contractives)
            .logarithmicX());
    exhibit.table("The same numbers.", table);
    int last = SIGMAS.length - 1;
    exhibit.claimAtMost(
        "Distance of the ratio from 1 at the smallest sigma, the larger of both models",
        Math.max(Math.abs(basics[last] - 1), Math.abs(contractives[last] - 1)),
        TOLERANCE);
    exhibit.claimAtLeast(
        "Distance of the ratio from 1 at sigma = 1, far from the limit, the smaller of both",
        Math.min(Math.abs(basics[0] - 1), Math.abs(contractives[0] - 1)),
        TOLERANCE);
  }

  private static double[] ratios(Autoencoder autoencoder, INDArray x, long seed) {
    return Arrays.stream(SIGMAS)
        .map(sigma -> ContractionRatio.of(autoencoder, x, sigma, seed))
        .toArray();
  }
}
