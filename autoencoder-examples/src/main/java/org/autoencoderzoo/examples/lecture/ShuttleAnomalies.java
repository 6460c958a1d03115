package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.EncoderDecoder;
import org.autoencoderzoo.anomaly.DetectionMeasures;
import org.autoencoderzoo.datasets.AnomalyData;
import org.autoencoderzoo.datasets.AnomalyDataSet;
import org.autoencoderzoo.examples.gallery.Chart;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.examples.gallery.Table;
import org.autoencoderzoo.linear.Pca;
import org.autoencoderzoo.zoo.Deep;
import org.autoencoderzoo.zoo.InputRange;

/**
 * Anomalies in nine measurements of the Space Shuttle's radiators, by the reconstruction error of
 * an autoencoder that has seen normal ones only (Hawkins, He, Williams and Baxter, "Outlier
 * Detection Using Replicator Neural Networks", DaWaK 2002).
 */
final class ShuttleAnomalies implements Example {

  private static final int[] CODE_SIZES = {1, 2, 3, 4};

  @Override
  public void run(Exhibit exhibit) throws IOException {
    AnomalyData shuttle = AnomalyDataSet.SHUTTLE.load();
    double[] pca = new double[CODE_SIZES.length];
    double[] deep = new double[CODE_SIZES.length];
    double[] units = new double[CODE_SIZES.length];
    Table table = new Table("code units", "PCA", "autoencoder");
    for (int i = 0; i < CODE_SIZES.length; i++) {
      int codeSize = CODE_SIZES[i];
      Autoencoder autoencoder =
          exhibit.train(
              "code of " + codeSize,
              Deep.builder().inputRange(InputRange.REAL).hiddenSizes(32).codeSize(codeSize),
              shuttle.train(),
              exhibit.choose(2, 10));
      units[i] = codeSize;
      pca[i] = area(Pca.fit(shuttle.train(), codeSize), shuttle);
      deep[i] = area(autoencoder, shuttle);
      table.row(codeSize, pca[i], deep[i]);
    }
    exhibit.chart(
        "How well the reconstruction error tells anomalous rows from normal ones: 0.5 is chance, 1 is"
            + " always.",
        new Chart("Code units", "ROC AUC")
            .line("PCA", units, pca)
            .line("autoencoder", units, deep));
    exhibit.table("ROC AUC on 12345 test rows, 867 of them anomalous.", table);
    exhibit.claimAtLeast(
        "ROC AUC with 2 code units: all but one pair in a hundred in order", deep[1], 0.99);
  }

  private static double area(EncoderDecoder model, AnomalyData data) {
    return DetectionMeasures.of(
            model.reconstructionError(data.test()).toDoubleVector(), data.anomalous())
        .rocAuc();
  }
}
