package org.autoencoderzoo.examples;

import java.io.IOException;
import java.nio.file.Path;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.datasets.ImageDataSet;
import org.autoencoderzoo.datasets.TrainTest;
import org.autoencoderzoo.linear.Pca;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.zoo.Deep;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Trains a deep autoencoder on handwritten digits, compares it with PCA, and saves it. */
public final class TrainAndSave {

  private TrainAndSave() {}

  /**
   * Prints the error of the model beside that of PCA.
   *
   * @param args the folder to save to; {@code digits} if it is missing
   * @throws IOException if the folder cannot be written
   */
  public static void main(String[] args) throws IOException {
    TrainTest digits = ImageDataSet.DIGITS.load();
    INDArray x = digits.train().images(); // [1498, 64], values in [0,1]
    INDArray test = digits.test().images(); // [299, 64]

    Autoencoder autoencoder =
        Deep.builder().inputSize(64).hiddenSizes(256, 64).codeSize(8).seed(42).build().init();
    autoencoder.fit(x, Training.defaults().withEpochs(60).withSeed(42));

    Path folder = Path.of(args.length == 0 ? "digits" : args[0]);
    autoencoder.save(folder);

    INDArray ofPca = Pca.fit(x, 8).reconstruct(test);
    System.out.printf(
        "Squared error per image, from 8 numbers: %.2f, with PCA %.2f%n",
        autoencoder.reconstructionError(test).meanNumber().doubleValue(),
        ofPca.squaredDistance(test) / test.rows());
  }
}
