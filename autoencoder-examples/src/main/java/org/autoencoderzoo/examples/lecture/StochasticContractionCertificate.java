package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import java.util.Locale;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.corruption.AdditiveGaussianNoise;
import org.autoencoderzoo.data.ImageDataSet;
import org.autoencoderzoo.data.TrainTest;
import org.autoencoderzoo.evaluation.EncoderJacobian;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.zoo.Basic;
import org.autoencoderzoo.zoo.Contractive;
import org.autoencoderzoo.zoo.ModelBuilder;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Why the stochastic contractive autoencoder contracts: {@code E ||h(x + e) - h(x)||^2} with {@code
 * e ~ N(0, sigma^2 I)} tends to {@code sigma^2 ||J(x)||_F^2} as sigma falls (Rifai et al.,
 * "Contractive Auto-Encoders", ICML 2011, section 4). Trains two autoencoders on the embedded
 * digits and prints the ratio of the two, means over the test images, for falling sigma.
 */
public final class StochasticContractionCertificate {

  private static final double[] SIGMAS = {0.1, 0.03, 0.01, 0.003, 0.001};
  private static final double TOLERANCE = 0.02;

  /** Of noise, an image. */
  private static final int DRAWS = 200;

  private static final long SEED = 42;

  private StochasticContractionCertificate() {}

  /**
   * Prints the table; it takes no arguments. Exits with 1 if a ratio at the smallest sigma is off
   * by more than 2%.
   *
   * @param args ignored
   * @throws IOException if the digits cannot be read
   * @throws IllegalStateException with the ratio, if it is off
   */
  public static void main(String[] args) throws IOException {
    TrainTest digits = ImageDataSet.DIGITS.load();
    INDArray x = Nd4j.tile(digits.test().images(), DRAWS, 1);
    Autoencoder basic = trained(Basic.builder(), digits);
    Autoencoder contractive = trained(Contractive.builder(), digits);
    print("| sigma | basic | contractive |%n|---|---|---|%n");
    double[] last = {};
    for (double sigma : SIGMAS) {
      last = new double[] {ratio(basic, x, sigma), ratio(contractive, x, sigma)};
      print("| %s | %.3f | %.3f |%n", sigma, last[0], last[1]);
    }
    requireNearOne(last);
  }

  static void requireNearOne(double... ratios) {
    for (double ratio : ratios) {
      if (!(Math.abs(ratio - 1) <= TOLERANCE)) {
        throw new IllegalStateException(
            "The ratio at the smallest sigma is " + ratio + ", more than 2% off 1");
      }
    }
  }

  private static Autoencoder trained(ModelBuilder<?> builder, TrainTest digits) {
    Autoencoder autoencoder = builder.forImages(1, 8, 8).seed(SEED).build().init();
    autoencoder.fit(digits.train().images(), Training.defaults().withEpochs(30).withSeed(SEED));
    return autoencoder;
  }

  /**
   * {@code E ||h(x + e) - h(x)||^2 / (sigma^2 ||J(x)||_F^2)}.
   *
   * @param x rows, for each of which one e is drawn
   */
  static double ratio(Autoencoder autoencoder, INDArray x, double sigma) {
    INDArray moved =
        new AdditiveGaussianNoise(sigma, SEED)
            .applyDropout(x, x.ulike(), 0, 0, LayerWorkspaceMgr.noWorkspaces());
    INDArray change = codes(autoencoder, moved).sub(codes(autoencoder, x));
    INDArray jacobian = EncoderJacobian.of(autoencoder).orElseThrow().norms(x);
    return squared(change) / (sigma * sigma * squared(jacobian));
  }

  /** Without {@code encode}'s check that pixels are in [0,1], which the noise leaves. */
  private static INDArray codes(Autoencoder autoencoder, INDArray x) {
    return autoencoder.network().feedForward(x, false).get(Autoencoder.CODE);
  }

  private static double squared(INDArray values) {
    INDArray wide = values.castTo(DataType.DOUBLE);
    return wide.mul(wide).sumNumber().doubleValue();
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format, values);
  }
}
