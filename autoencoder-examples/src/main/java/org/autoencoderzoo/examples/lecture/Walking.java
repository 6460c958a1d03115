package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.datasets.TrainTest;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.examples.gallery.ImageLines;
import org.autoencoderzoo.examples.gallery.Table;
import org.autoencoderzoo.zoo.Deep;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Walking between digits, in pixels and in the code of a deep autoencoder (Bengio, Mesnil, Dauphin
 * and Rifai, "Better Mixing via Deep Representations", ICML 2013, section 3).
 */
final class Walking implements Example {

  private static final int STEPS = 9;
  private static final int SHOWN = 3;
  private static final int WALKS = 200;

  @Override
  public void run(Exhibit exhibit) throws IOException {
    TrainTest digits = exhibit.digits();
    Autoencoder autoencoder =
        exhibit.train(
            "deep autoencoder",
            Deep.builder()
                .hiddenSizes(exhibit.choose(new Integer[] {100, 50}, new Integer[] {500, 250}))
                .codeSize(exhibit.choose(8, 30)),
            digits.train(),
            exhibit.choose(60, 10));
    INDArray codes = autoencoder.encode(digits.test().images());
    INDArray from = codes.get(NDArrayIndex.interval(0, WALKS));
    INDArray to = codes.get(NDArrayIndex.interval(1, WALKS + 1));
    INDArray fromPixels = autoencoder.decode(from);
    INDArray toPixels = autoencoder.decode(to);

    for (int i = 0; i < SHOWN; i++) {
      INDArray throughPixels = StraightWalk.fromTo(fromPixels.getRow(i), toPixels.getRow(i), STEPS);
      INDArray throughCode = StraightWalk.fromTo(from.getRow(i), to.getRow(i), STEPS);
      exhibit.lines(
          "From one test digit to the next. In pixels, one fades out while the other fades in; in"
              + " the code, strokes move.",
          digits.test().shape(),
          new ImageLines()
              .line("in pixels", throughPixels)
              .line("in the code", autoencoder.decode(throughCode)));
    }

    double[] inPixels = new double[STEPS];
    double[] inCode = new double[STEPS];
    INDArray train = digits.train().images();
    Table table = new Table("way gone", "squared distance, in pixels", "in the code");
    for (int step = 0; step < STEPS; step++) {
      double share = step / (STEPS - 1.0);
      inPixels[step] =
          SquaredDistance.meanToNearest(StraightWalk.between(fromPixels, toPixels, share), train);
      inCode[step] =
          SquaredDistance.meanToNearest(
              autoencoder.decode(StraightWalk.between(from, to, share)), train);
      table.row(share, inPixels[step], inCode[step]);
    }
    exhibit.table("Distance to the nearest training digit, mean of " + WALKS + " walks.", table);
    exhibit.claimFalling(
        "Squared distance of the midpoint to the nearest training digit: in pixels, in the code",
        inPixels[STEPS / 2],
        inCode[STEPS / 2]);
  }
}
