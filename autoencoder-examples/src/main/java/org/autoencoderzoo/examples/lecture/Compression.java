package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.datasets.TrainTest;
import org.autoencoderzoo.examples.gallery.Chart;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.examples.gallery.Table;
import org.autoencoderzoo.examples.page.Rounded;
import org.autoencoderzoo.linear.Pca;
import org.autoencoderzoo.zoo.Deep;

/**
 * Compression: bits per image against squared error, for the code of a deep autoencoder, PCA's and
 * JPEG's (after Hinton and Salakhutdinov, Science 2006, with a quantizer on the code).
 */
final class Compression implements Example {

  @Override
  public void run(Exhibit exhibit) throws IOException {
    TrainTest digits = exhibit.digits();
    int codeSize = exhibit.choose(10, 30);
    Autoencoder deep =
        exhibit.train(
            "deep autoencoder",
            Deep.builder()
                .hiddenSizes(exhibit.choose(new Integer[] {100, 50}, new Integer[] {500, 250}))
                .codeSize(codeSize),
            digits.train(),
            exhibit.choose(100, 10));
    Pca narrow = Pca.fit(digits.train().images(), codeSize);
    List<RateDistortion> curves = new ArrayList<>();
    curves.add(RateDistortion.quantized("AE, " + codeSize, deep, digits));
    for (int times : new int[] {1, 2, 4}) {
      int components = times * codeSize;
      Pca pca = Pca.fit(digits.train().images(), components);
      curves.add(RateDistortion.quantized("PCA, " + components, pca, digits));
    }
    curves.add(RateDistortion.jpeg(digits));

    // What PCA of the autoencoder's code size loses without any quantizer.
    double wanted = Exhibit.squaredError(narrow, digits.test().images());
    Chart chart = new Chart("Bits per image", "Squared error").logarithmicX();
    Table table = new Table("method", "bits per image");
    for (RateDistortion curve : curves) {
      chart.line(curve.name(), curve.bits(), curve.errors());
      double needed = curve.bitsFor(wanted);
      table.row(curve.name(), Double.isFinite(needed) ? needed : "not reached");
    }
    exhibit.chart(
        "AE and PCA by their number of code units, each unit in 1 to 7 bits, as an ideal entropy coder would store them. JPEG at seven"
            + " qualities, its bits those of all test digits in one large picture, so that headers"
            + " and tables hardly count.",
        chart);
    exhibit.table(
        "Bits of the cheapest setting whose squared error is at most "
            + Rounded.figure(wanted)
            + ", that of PCA with "
            + codeSize
            + " components that are not quantized.",
        table);
    double pca =
        curves.subList(1, curves.size() - 1).stream()
            .mapToDouble(curve -> curve.bitsFor(wanted))
            .min()
            .orElseThrow();
    exhibit.claimRising(
        "Bits for a squared error of at most "
            + Rounded.figure(wanted)
            + ": autoencoder, best PCA, JPEG",
        curves.get(0).bitsFor(wanted),
        pca,
        curves.get(curves.size() - 1).bitsFor(wanted));
  }
}
