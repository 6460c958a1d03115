package org.autoencoderzoo.examples;

import java.io.IOException;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.datasets.ImageDataSet;
import org.autoencoderzoo.datasets.TrainTest;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.zoo.Denoising;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Restores handwritten digits of which three pixels in ten are lost. */
public final class DenoiseDigits {

  private static final double LOST = 0.3;

  private DenoiseDigits() {}

  /**
   * Prints the error of the damaged images and of the restored ones.
   *
   * @param args not used
   * @throws IOException if the data set cannot be read
   */
  public static void main(String[] args) throws IOException {
    TrainTest digits = ImageDataSet.DIGITS.load();

    // In training, the model sets pixels to zero by itself, and learns to return the clean image.
    Autoencoder autoencoder =
        Denoising.builder().inputSize(64).codeSize(256).noiseLevel(LOST).seed(42).build().init();
    autoencoder.fit(digits.train().images(), Training.defaults().withEpochs(60).withSeed(42));

    INDArray clean = digits.test().images(); // [299, 64]
    Nd4j.getRandom().setSeed(42);
    INDArray damaged = clean.mul(Nd4j.rand(clean.shape()).gte(LOST).castTo(clean.dataType()));
    INDArray restored = autoencoder.reconstruct(damaged);
    System.out.printf(
        "Squared error per image: damaged %.2f, restored %.2f%n",
        damaged.squaredDistance(clean) / clean.rows(),
        restored.squaredDistance(clean) / clean.rows());
  }
}
