package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.EncoderDecoder;
import org.autoencoderzoo.datasets.LabeledImages;
import org.autoencoderzoo.datasets.TrainTest;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.examples.gallery.Table;
import org.autoencoderzoo.examples.measures.NearestNeighbors;
import org.autoencoderzoo.linear.Pca;
import org.autoencoderzoo.zoo.Deep;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * MNIST in two numbers an image, by PCA and by a deep autoencoder, coloured by the digit, which
 * neither of them was told (Hinton and Salakhutdinov, Science 313, 2006, figure 3). The hidden
 * units are logistic, as in the paper: with exponential linear ones, codes crowd near the origin.
 */
final class TwoDimensionalCodes implements Example {

  private static final int SHOWN = 1000;
  private static final int NEIGHBORS = 10;
  private static final List<String> CLASSES =
      IntStream.range(0, 10).mapToObj(Integer::toString).toList();

  @Override
  public void run(Exhibit exhibit) throws IOException {
    TrainTest digits = exhibit.digits();
    Pca pca = Pca.fit(digits.train().images(), 2);
    Autoencoder deep =
        exhibit.train(
            "deep autoencoder, 2 code units",
            Deep.builder()
                .hiddenSizes(exhibit.choose(new Integer[] {100, 50}, new Integer[] {500, 250}))
                .codeSize(2)
                .activation(Activation.SIGMOID)
                .learningRate(3e-3),
            digits.train(),
            exhibit.choose(100, 10));

    Table table = new Table("two numbers by", "squared error", "digit recognized, %");
    double byPca = show(exhibit, table, "PCA", pca, digits);
    double byDeep = show(exhibit, table, "deep autoencoder", deep, digits);
    exhibit.table(
        "On all test images. Recognized: most of the %d nearest codes of training images are of the same digit."
            .formatted(NEIGHBORS),
        table);
    exhibit.claimRising(
        "Digits recognized by two numbers, %: PCA, deep autoencoder", byPca, byDeep);
  }

  /** Shows the codes; returns the share of test images that their neighbours recognize, in %. */
  private static double show(
      Exhibit exhibit, Table table, String name, EncoderDecoder model, TrainTest digits)
      throws IOException {
    LabeledImages test = digits.test();
    INDArray codes = model.encode(test.images());
    int shown = Math.min(SHOWN, test.size());
    exhibit.chart(
        "Codes of the first %d test images: %s. The digits were not used in learning."
            .formatted(shown, name),
        CodePlane.of(
            codes.get(NDArrayIndex.interval(0, shown)),
            Arrays.copyOf(test.labels(), shown),
            CLASSES));
    INDArray known = model.encode(digits.train().images());
    double recognized =
        100
            * new NearestNeighbors(known, digits.train().labels(), NEIGHBORS)
                .accuracy(codes, test.labels());
    table.row(name, Exhibit.squaredError(model, test.images()), recognized);
    return recognized;
  }
}
