package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.datasets.TrainTest;
import org.autoencoderzoo.examples.gallery.Chart;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.examples.gallery.Table;
import org.autoencoderzoo.linear.Pca;
import org.autoencoderzoo.zoo.Deep;

/**
 * Anomaly detection by reconstruction error (Hawkins, He, Williams and Baxter, "Outlier Detection
 * Using Replicator Neural Networks", DaWaK 2002): what is unlike the training data is reconstructed
 * badly.
 */
final class Anomalies implements Example {

  private static final int CLASSES = 10;
  private static final int CODE_SIZE = 8;

  @Override
  public void run(Exhibit exhibit) throws IOException {
    TrainTest digits = exhibit.digits();
    double[] pca = new double[CLASSES];
    double[] deep = new double[CLASSES];
    Table table = new Table("digit never seen", "PCA", "autoencoder");
    for (int digit = 0; digit < CLASSES; digit++) {
      UnseenClass unseen = UnseenClass.of(digit, digits);
      Autoencoder autoencoder =
          exhibit.train(
              "without " + digit,
              Deep.builder()
                  .hiddenSizes(exhibit.choose(new Integer[] {50}, new Integer[] {256, 64}))
                  .codeSize(CODE_SIZE),
              unseen.train(),
              exhibit.choose(30, 4));
      pca[digit] = unseen.rocAuc(Pca.fit(unseen.train().images(), CODE_SIZE));
      deep[digit] = unseen.rocAuc(autoencoder);
      table.row(digit, pca[digit], deep[digit]);
    }
    double meanPca = Arrays.stream(pca).average().orElseThrow();
    double meanDeep = Arrays.stream(deep).average().orElseThrow();
    table.row("mean", meanPca, meanDeep);
    double[] every = IntStream.range(0, CLASSES).asDoubleStream().toArray();
    exhibit.chart(
        "How well the share of an image that is lost, squared error over squared length, tells a"
            + " digit that was not in the training set from the others: 0.5 is chance, 1 is always."
            + " By the error alone, a 1 would pass for normal: few strokes, little to lose.",
        new Chart("Digit never seen", "ROC AUC")
            .points("PCA", every, pca)
            .points("autoencoder", every, deep));
    exhibit.table(
        "ROC AUC on the test digits, both with "
            + CODE_SIZE
            + " code units. A model that also reconstructs unseen digits well misses them: more"
            + " capacity alone does not help. Here, "
            + (meanPca > meanDeep ? "PCA" : "the autoencoder")
            + " is the better of the two.",
        table);
    exhibit.claimAtLeast(
        "Mean ROC AUC of the autoencoder, halfway from chance to certainty or more",
        meanDeep,
        0.75);
  }
}
