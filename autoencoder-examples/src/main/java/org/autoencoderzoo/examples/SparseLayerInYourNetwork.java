package org.autoencoderzoo.examples;

import java.io.IOException;
import org.autoencoderzoo.datasets.ImageDataSet;
import org.autoencoderzoo.datasets.LabeledImages;
import org.autoencoderzoo.datasets.TrainTest;
import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.layers.TopK;
import org.autoencoderzoo.penalties.Contraction;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.ViewIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** A layer of this library in a network that is plain Deeplearning4j: a classifier of digits. */
public final class SparseLayerInYourNetwork {

  private SparseLayerInYourNetwork() {}

  /**
   * Prints the accuracy on test data.
   *
   * @param args not used
   * @throws IOException if the data set cannot be read
   */
  public static void main(String[] args) throws IOException {
    TrainTest digits = ImageDataSet.DIGITS.load();
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(42)
                .updater(new Adam(2e-3))
                .list()
                .layer(
                    Dense.builder()
                        .nOut(200)
                        .activation(Activation.SIGMOID)
                        .penalties(new Contraction(1e-3)) // Codes of similar images are alike.
                        .select(TopK.of(40)) // The 40 largest units of each image, others zero.
                        .build())
                .layer(new OutputLayer.Builder().nOut(10).activation(Activation.SOFTMAX).build())
                .setInputType(InputType.feedForward(64))
                .build());
    network.init();
    network.fit(new ViewIterator(labelled(digits.train()), 128), 30);
    System.out.printf(
        "accuracy %.3f%n",
        network.evaluate(new ViewIterator(labelled(digits.test()), 299)).accuracy());
  }

  private static DataSet labelled(LabeledImages images) {
    return new DataSet(
        images.images(), Nd4j.eye(10).castTo(images.images().dataType()).getRows(images.labels()));
  }
}
