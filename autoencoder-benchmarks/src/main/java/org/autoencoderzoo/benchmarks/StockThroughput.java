package org.autoencoderzoo.benchmarks;

import java.io.IOException;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.datasets.ImageDataSet;
import org.autoencoderzoo.training.LearningCurve;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.zoo.Basic;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Trains 784-1000-784 on MNIST in the same loop three times: from Deeplearning4j's own layers, and
 * from this library's, untied and tied. Prints rows a second of each.
 */
public final class StockThroughput {

  private static final int CODE_SIZE = 1000;

  private StockThroughput() {}

  /**
   * Runs the comparison; it takes no arguments.
   *
   * @param args ignored
   * @throws IOException if MNIST is not to be had
   */
  public static void main(String[] args) throws IOException {
    INDArray x = ImageDataSet.MNIST.load().train().images();
    train("Deeplearning4j's layers, untied", stock(), x);
    train("Dense, untied", Basic.builder().codeSize(CODE_SIZE).untied().build().init(), x);
    train("Dense, tied", Basic.builder().codeSize(CODE_SIZE).build().init(), x);
  }

  private static void train(String name, Autoencoder autoencoder, INDArray x) {
    LearningCurve curve = autoencoder.fit(x, Training.defaults().withEpochs(3));
    curve
        .epochs()
        .forEach(
            epoch ->
                System.out.printf(
                    "%-32s epoch %d  loss %.2f  %,.0f rows/s%n",
                    name, epoch.number(), epoch.trainingScore(), x.size(0) / epoch.seconds()));
  }

  /** The same network from Deeplearning4j's dense and output layers; it has no tied weights. */
  private static Autoencoder stock() {
    ComputationGraph network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(42)
                .updater(new Adam(0.01))
                .graphBuilder()
                .addInputs(Autoencoder.INPUT)
                .setInputTypes(InputType.feedForward(784))
                .addLayer(
                    Autoencoder.CODE,
                    new DenseLayer.Builder().nOut(CODE_SIZE).activation(Activation.SIGMOID).build(),
                    Autoencoder.INPUT)
                .addLayer(
                    Autoencoder.RECONSTRUCTION,
                    new OutputLayer.Builder(LossFunction.XENT)
                        .nOut(784)
                        .activation(Activation.SIGMOID)
                        .build(),
                    Autoencoder.CODE)
                .setOutputs(Autoencoder.RECONSTRUCTION)
                .build());
    network.init();
    return new Autoencoder(network);
  }
}
