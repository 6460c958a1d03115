package org.autoencoderzoo.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.datasets.ImageDataSet;
import org.autoencoderzoo.datasets.LabeledImages;
import org.autoencoderzoo.datasets.TrainTest;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Loads what {@link TrainAndSave} saved, and finds similar digits by their codes. */
public final class LoadAndUse {

  private LoadAndUse() {}

  /**
   * Prints how many test digits are of the same class as the training digit with the nearest code.
   *
   * @param args the folder to load from; {@code digits} if it is missing. Without a saved model,
   *     one is trained first
   * @throws IOException if the folder cannot be read
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args.length == 0 ? "digits" : args[0]);
    if (Files.notExists(folder)) {
      TrainAndSave.main(args);
    }
    Autoencoder loaded = Autoencoder.load(folder);
    System.out.printf(
        "%s, %d numbers in a code%n", loaded.model().orElseThrow(), loaded.codeSize());

    TrainTest digits = ImageDataSet.DIGITS.load();
    LabeledImages known = digits.train();
    LabeledImages unknown = digits.test();
    INDArray knownCodes = loaded.encode(known.images()); // [1498, 8]
    INDArray codes = loaded.encode(unknown.images()); // [299, 8]
    int same = 0;
    for (int i = 0; i < unknown.size(); i++) {
      INDArray difference = knownCodes.subRowVector(codes.getRow(i));
      int nearest = Nd4j.argMin(difference.norm2(1), 0).getInt(0);
      same += known.labels()[nearest] == unknown.labels()[i] ? 1 : 0;
    }
    System.out.printf(
        "Of %d test digits, %.1f%% have the nearest code to a digit of their own class%n",
        unknown.size(), 100.0 * same / unknown.size());
  }
}
