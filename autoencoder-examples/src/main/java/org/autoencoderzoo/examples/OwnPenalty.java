package org.autoencoderzoo.examples;

import java.io.IOException;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.datasets.ImageDataSet;
import org.autoencoderzoo.datasets.TrainTest;
import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.layers.ReconstructionOutput;
import org.autoencoderzoo.layers.TiedDecoder;
import org.autoencoderzoo.losses.BernoulliCrossEntropy;
import org.autoencoderzoo.penalties.Encoding;
import org.autoencoderzoo.penalties.Penalty;
import org.autoencoderzoo.training.Training;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** A penalty of your own on the code of a network: units that are active together cost. */
public final class OwnPenalty {

  private OwnPenalty() {}

  /**
   * Units of one example inhibit each other: {@code P = lambda / N sum_n sum_{i != j} h_ni h_nj}.
   *
   * @param lambda weight
   */
  public record Inhibition(@JsonProperty("lambda") double lambda) implements Penalty {

    @Override
    public double apply(Encoding encoding) {
      INDArray h = encoding.code();
      INDArray others = h.sum(true, 1).sub(h); // sum_{j != i} h_nj
      double weight = lambda / encoding.examples();
      encoding.addCodeGradient(others.mul(2 * weight)); // dP/dh
      return weight * h.mul(others).sumNumber().doubleValue();
    }
  }

  /**
   * Prints how many units are active, and the error, without and with the penalty.
   *
   * @param args not used
   * @throws IOException if the data set cannot be read
   */
  public static void main(String[] args) throws IOException {
    TrainTest digits = ImageDataSet.DIGITS.load();
    INDArray test = digits.test().images(); // [299, 64]
    for (double lambda : new double[] {0, 0.01}) {
      GraphBuilder graph =
          new NeuralNetConfiguration.Builder().seed(42).updater(new Adam(0.01)).graphBuilder();
      graph.addInputs("input").setInputTypes(InputType.feedForward(64));
      Dense.Builder code = Dense.builder().nOut(64).activation(Activation.SIGMOID);
      code.withVisibleBias().penalties(new Inhibition(lambda));
      graph.addLayer("code", code.build(), "input");
      graph.addVertex("decoder", new TiedDecoder("code", 64), "code");
      Layer output = ReconstructionOutput.of(new BernoulliCrossEntropy(), Activation.SIGMOID);
      graph.addLayer("reconstruction", output, "decoder").setOutputs("reconstruction");
      ComputationGraph network = new ComputationGraph(graph.build());
      network.init();

      Autoencoder autoencoder = new Autoencoder(network);
      autoencoder.fit(digits.train().images(), Training.defaults().withEpochs(60).withSeed(42));
      INDArray codes = autoencoder.encode(test);
      System.out.printf(
          "lambda %.2f: %.1f of 64 units above 0.5, squared error per image %.2f%n",
          lambda,
          codes.gt(0.5).castTo(codes.dataType()).sumNumber().doubleValue() / test.rows(),
          autoencoder.reconstructionError(test).meanNumber().doubleValue());
    }
  }
}
