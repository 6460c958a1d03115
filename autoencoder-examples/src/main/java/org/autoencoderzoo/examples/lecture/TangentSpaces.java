package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.data.LabeledImages;
import org.autoencoderzoo.data.TrainTest;
import org.autoencoderzoo.evaluation.TangentSpace;
import org.autoencoderzoo.examples.gallery.Chart;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.image.ImageShape;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * What a contractive code still feels: the leading singular vectors of the Jacobian at a digit are
 * small changes that leave it a digit, and the singular values fall faster than those of the plain
 * autoencoder (Rifai et al., "Contractive Auto-Encoders", ICML 2011, figure 3; "The Manifold
 * Tangent Classifier", NIPS 2011, figure 1).
 */
final class TangentSpaces implements Example {

  private static final List<Regularization> MODELS =
      List.of(Regularization.NONE, Regularization.DENOISING, Regularization.CONTRACTIVE);

  /** Singular values that count as leading. */
  private static final int LEADING = 10;

  private static final int SHOWN_VALUES = 60;

  @Override
  public void run(Exhibit exhibit) throws IOException {
    TrainTest digits = exhibit.digits();
    LabeledImages train = digits.train().first(exhibit.choose(digits.train().size(), 20_000));
    INDArray some = digits.test().firstOfEachClass(1);
    Chart chart = new Chart("Singular value, by rank", "Singular value over the largest");
    double[] shares = new double[MODELS.size()];
    Autoencoder contractive = null;
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
      contractive = autoencoder;
    }
    exhibit.chart("Singular values of the Jacobian, mean over a test digit of each class.", chart);
    show(exhibit, contractive, some, train.shape());
    exhibit.claimAtLeast(
        "Share of the squared Jacobian norm in the ten leading singular values, contractive, against"
            + " the plain autoencoder's",
        shares[2],
        shares[0]);
  }

  private static void show(
      Exhibit exhibit, Autoencoder contractive, INDArray some, ImageShape shape)
      throws IOException {
    INDArray[] tangents = new INDArray[5];
    INDArray[] walks = new INDArray[5];
    for (int i = 0; i < tangents.length; i++) {
      INDArray x = row(some, 2 * i);
      INDArray directions =
          TangentSpace.at(contractive, x)
              .directions()
              .get(NDArrayIndex.interval(0, 8))
              .castTo(DataType.FLOAT);
      tangents[i] = Nd4j.concat(0, x, directions);
      double step = 0.15 * x.norm2Number().doubleValue();
      INDArray direction = row(directions, 0);
      walks[i] =
          Nd4j.concat(
              0,
              IntStream.rangeClosed(-4, 4)
                  .mapToObj(t -> clipped(x.add(direction.mul(t * step))))
                  .toArray(INDArray[]::new));
    }
    exhibit.weights(
        "A digit and the eight leading singular vectors of the contractive encoder's Jacobian there.",
        shape,
        9,
        Nd4j.concat(0, tangents));
    exhibit.images(
        "A walk along the first of them, from the left to the right, the digit itself in the middle;"
            + " a step is 15% of its norm.",
        shape, 9, Nd4j.concat(0, walks));
  }

  private static INDArray row(INDArray rows, int i) {
    return rows.getRow(i, true).dup('c');
  }

  private static INDArray clipped(INDArray x) {
    return Transforms.max(Transforms.min(x, 1), 0);
  }
}
