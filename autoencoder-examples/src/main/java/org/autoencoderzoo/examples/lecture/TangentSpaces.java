package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.datasets.LabeledImages;
import org.autoencoderzoo.datasets.TrainTest;
import org.autoencoderzoo.examples.gallery.Chart;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.examples.measures.TangentSpace;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How many directions a code still feels: the singular values of a contractive encoder's Jacobian
 * fall faster than those of the plain one (Rifai et al., "Contractive Auto-Encoders", ICML 2011,
 * figure 3).
 */
final class TangentSpaces implements Example {

  private static final List<Regularization> MODELS =
      List.of(Regularization.NONE, Regularization.DENOISING, Regularization.CONTRACTIVE);

  /** Singular values that count as leading. */
  private static final int LEADING = 10;

  private static final int SHOWN_VALUES = 60;

  @Override
  public void run(Exhibit exhibit) throws IOException {
    TrainTest digits = exhibit.digits().limit(20_000);
    LabeledImages train = digits.train();
    INDArray some = digits.test().firstOfEachClass(1);
    Chart chart = new Chart("Singular value, by rank", "Share of the largest");
    double[] shares = new double[MODELS.size()];
    for (int m = 0; m < MODELS.size(); m++) {
      Autoencoder autoencoder =
          exhibit.train(
              MODELS.get(m).label(),
              MODELS.get(m).onPixels().codeSize(exhibit.choose(64, 400)),
              train,
              exhibit.choose(30, 10));
      List<TangentSpace> spaces =
          IntStream.range(0, some.rows())
              .mapToObj(i -> TangentSpace.at(autoencoder, row(some, i)))
              .toList();
      shares[m] = spaces.stream().mapToDouble(s -> s.leadingShare(LEADING)).average().orElseThrow();
      double[] ranks =
          IntStream.rangeClosed(1, exhibit.choose(40, SHOWN_VALUES)).asDoubleStream().toArray();
      double[] falling =
          Arrays.stream(ranks)
              .map(
                  rank ->
                      spaces.stream()
                          .mapToDouble(
                              s -> s.singularValues()[(int) rank - 1] / s.singularValues()[0])
                          .average()
                          .orElseThrow())
              .toArray();
      chart.line(MODELS.get(m).label(), ranks, falling);
    }
    exhibit.chart(
        "Singular values of the Jacobian over the largest, mean over a test digit of each class.",
        chart);
    exhibit.claimAtLeast(
        "Share of the squared Jacobian norm in the ten leading singular values, contractive, against"
            + " the plain autoencoder's",
        shares[2],
        shares[0]);
  }

  private static INDArray row(INDArray rows, int i) {
    return rows.getRow(i, true).dup('c');
  }
}
