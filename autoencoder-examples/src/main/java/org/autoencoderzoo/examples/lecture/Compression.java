package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.EncoderDecoder;
import org.autoencoderzoo.data.TrainTest;
import org.autoencoderzoo.evaluation.CodeEntropy;
import org.autoencoderzoo.evaluation.UniformQuantizer;
import org.autoencoderzoo.examples.gallery.Chart;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.examples.gallery.Table;
import org.autoencoderzoo.examples.page.Rounded;
import org.autoencoderzoo.linear.Pca;
import org.autoencoderzoo.zoo.Deep;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Compression: bits an image against squared error, for the code of a deep autoencoder, PCA's and
 * JPEG's (after Hinton and Salakhutdinov, Science 2006, with a quantizer on the code).
 */
final class Compression implements Example {

  private static final int MOST_BITS = 7;
  private static final float[] QUALITIES = {0.01f, 0.05f, 0.1f, 0.2f, 0.3f, 0.5f, 0.7f};

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
    INDArray test = digits.test().images();
    Pca narrow = Pca.fit(digits.train().images(), codeSize);
    List<Curve> curves = new ArrayList<>();
    curves.add(quantized("AE, " + codeSize, deep, digits));
    for (int times : new int[] {1, 2, 4}) {
      int components = times * codeSize;
      Pca pca = Pca.fit(digits.train().images(), components);
      curves.add(quantized("PCA, " + components, pca, digits));
    }
    curves.add(jpeg(digits));

    // What PCA of the autoencoder's code size loses without any quantizer.
    double wanted = error(narrow.reconstruct(test), test);
    Chart chart = new Chart("Bits an image", "Squared error").logarithmicX();
    Table table = new Table("method", "bits an image");
    for (Curve curve : curves) {
      chart.line(curve.name, array(curve.bits), array(curve.errors));
      double needed = curve.bitsFor(wanted);
      table.row(curve.name, Double.isFinite(needed) ? needed : "not reached");
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

  /** Errors by rising numbers of bits an image. */
  private record Curve(String name, List<Double> bits, List<Double> errors) {
    double bitsFor(double error) {
      for (int i = 0; i < bits.size(); i++) {
        if (errors.get(i) <= error) {
          return bits.get(i);
        }
      }
      return Double.POSITIVE_INFINITY;
    }
  }

  private static Curve quantized(String name, EncoderDecoder model, TrainTest digits) {
    Curve curve = new Curve(name, new ArrayList<>(), new ArrayList<>());
    INDArray train = model.encode(digits.train().images());
    INDArray test = model.encode(digits.test().images());
    for (int bits = 1; bits <= MOST_BITS; bits++) {
      UniformQuantizer quantizer = UniformQuantizer.fit(train, bits);
      INDArray levels = quantizer.quantize(test);
      curve.bits.add(CodeEntropy.bitsPerExample(levels));
      INDArray decoded = model.decode(quantizer.dequantize(levels));
      curve.errors.add(error(decoded, digits.test().images()));
    }
    return curve;
  }

  private static Curve jpeg(TrainTest digits) throws IOException {
    Curve curve = new Curve("JPEG", new ArrayList<>(), new ArrayList<>());
    for (float quality : QUALITIES) {
      JpegSheet sheet = JpegSheet.of(digits.test(), quality);
      curve.bits.add(sheet.bitsPerImage());
      curve.errors.add(error(sheet.images(), digits.test().images()));
    }
    return curve;
  }

  private static double error(INDArray images, INDArray originals) {
    INDArray difference = images.sub(originals);
    return difference.muli(difference).sum(1).meanNumber().doubleValue();
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
