package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.EncoderDecoder;
import org.autoencoderzoo.data.LabeledImages;
import org.autoencoderzoo.data.TrainTest;
import org.autoencoderzoo.evaluation.RocAuc;
import org.autoencoderzoo.examples.gallery.Chart;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.examples.gallery.Table;
import org.autoencoderzoo.linear.Pca;
import org.autoencoderzoo.zoo.Deep;
import org.nd4j.linalg.api.ndarray.INDArray;

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
    INDArray test = digits.test().images();
    INDArray lengths = test.mul(test).sum(1);
    double[] pca = new double[CLASSES];
    double[] deep = new double[CLASSES];
    Table table = new Table("digit never seen", "PCA", "autoencoder");
    for (int digit = 0; digit < CLASSES; digit++) {
      LabeledImages seen = without(digit, digits.train());
      Autoencoder autoencoder =
          exhibit.train(
              "without " + digit,
              Deep.builder()
                  .hiddenSizes(exhibit.choose(new Integer[] {50}, new Integer[] {256, 64}))
                  .codeSize(CODE_SIZE),
              seen,
              exhibit.choose(30, 4));
      boolean[] anomalous = is(digit, digits.test().labels());
      pca[digit] = area(Pca.fit(seen.images(), CODE_SIZE), test, lengths, anomalous);
      deep[digit] = area(autoencoder, test, lengths, anomalous);
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
            + " code units. What reconstructs unseen digits well, too, misses them: more capacity is"
            + " no gain by itself.",
        table);
    exhibit.claimAtLeast(
        "Mean ROC AUC of the autoencoder, halfway from chance to certainty or more",
        meanDeep,
        0.75);
  }

  private static LabeledImages without(int digit, LabeledImages all) {
    return all.select(
        IntStream.range(0, all.size()).filter(i -> all.labels()[i] != digit).toArray());
  }

  private static boolean[] is(int digit, int[] labels) {
    boolean[] anomalous = new boolean[labels.length];
    for (int i = 0; i < anomalous.length; i++) {
      anomalous[i] = labels[i] == digit;
    }
    return anomalous;
  }

  /** Of the share of an image that is lost: its squared error over its squared length. */
  private static double area(
      EncoderDecoder model, INDArray rows, INDArray lengths, boolean[] anomalous) {
    INDArray errors = model.reconstructionError(rows).reshape(lengths.shape());
    return RocAuc.of(errors.div(lengths).toDoubleVector(), anomalous);
  }
}
