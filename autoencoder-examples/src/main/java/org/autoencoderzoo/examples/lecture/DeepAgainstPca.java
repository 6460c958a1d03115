package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.datasets.TrainTest;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.examples.gallery.ImageLines;
import org.autoencoderzoo.examples.gallery.Table;
import org.autoencoderzoo.linear.Pca;
import org.autoencoderzoo.zoo.Deep;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * MNIST in 30 numbers: real data, the deep autoencoder 784-1000-500-250-30, and PCA (Hinton and
 * Salakhutdinov, "Reducing the Dimensionality of Data with Neural Networks", Science 313, 2006,
 * figure 2B). The embedded digits in 8 numbers, by 64-100-50-8.
 */
final class DeepAgainstPca implements Example {

  @Override
  public void run(Exhibit exhibit) throws IOException {
    TrainTest digits = exhibit.digits();
    INDArray train = digits.train().images();
    INDArray test = digits.test().images();
    int codeSize = exhibit.choose(8, 30);
    Autoencoder deep =
        exhibit.train(
            "deep autoencoder",
            Deep.builder()
                .hiddenSizes(
                    exhibit.choose(new Integer[] {100, 50}, new Integer[] {1000, 500, 250}))
                .codeSize(codeSize),
            digits.train(),
            exhibit.choose(50, 10));
    Pca pca = Pca.fit(train, codeSize);

    INDArray shown = digits.test().firstOfEachClass(1);
    exhibit.lines(
        "Test images, the first of each class, and what is left of them in %d numbers."
            .formatted(codeSize),
        digits.test().shape(),
        new ImageLines()
            .line("real data", shown)
            .line(codeSize + "-d deep autoencoder", deep.reconstruct(shown))
            .line(codeSize + "-d PCA", pca.reconstruct(shown)));

    double ofDeep = Exhibit.squaredError(deep, test);
    double ofPca = Exhibit.squaredError(pca, test);
    exhibit.table(
        "Squared error of an image, summed over its pixels."
            + exhibit.choose(
                "",
                " For MNIST in 30 numbers, Hinton and Salakhutdinov report 3.00 and 13.87 on test"
                    + " images."),
        new Table(codeSize + " numbers per image", "training images", "test images")
            .row("deep autoencoder", Exhibit.squaredError(deep, train), ofDeep)
            .row("PCA", Exhibit.squaredError(pca, train), ofPca));
    exhibit.claimFalling("Squared error on test images: PCA, deep autoencoder", ofPca, ofDeep);
  }
}
