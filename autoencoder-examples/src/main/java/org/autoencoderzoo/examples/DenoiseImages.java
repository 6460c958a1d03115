package org.autoencoderzoo.examples;

import java.io.IOException;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.datasets.ImageDataSet;
import org.autoencoderzoo.datasets.TrainTest;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.zoo.ConvolutionalDenoising;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Restores images of which three pixels in ten are lost, with a convolutional autoencoder. */
public final class DenoiseImages {

  private DenoiseImages() {}

  /**
   * Prints the error of the damaged images and of the restored ones.
   *
   * @param args not used
   * @throws IOException if the data set cannot be read
   */
  public static void main(String[] args) throws IOException {
    TrainTest digits = ImageDataSet.DIGITS.load();
    double lost = 0.3;

    // In training, the model sets pixels to zero by itself, and learns to return the clean image.
    Autoencoder autoencoder =
        ConvolutionalDenoising.builder()
            .forImages(1, 8, 8) // channels, height and width
            .filters(16, 32)
            .codeSize(64)
            .noiseLevel(lost)
            .seed(42)
            .build()
            .init();
    INDArray images = autoencoder.shaped(digits.train().images()); // [1498, 1, 8, 8]
    autoencoder.fit(images, Training.defaults().withEpochs(30).withSeed(42));

    INDArray clean = autoencoder.shaped(digits.test().images()); // [299, 1, 8, 8]
    Nd4j.getRandom().setSeed(42);
    INDArray damaged = clean.mul(Nd4j.rand(clean.shape()).gte(lost).castTo(clean.dataType()));
    INDArray restored = autoencoder.reconstruct(damaged);
    System.out.printf(
        "Squared error per image: damaged %.2f, restored %.2f%n",
        damaged.squaredDistance(clean) / clean.size(0),
        restored.squaredDistance(clean) / clean.size(0));
  }
}
