package org.autoencoderzoo.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.datasets.ImageDataSet;
import org.autoencoderzoo.losses.SquaredError;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.AutoEncoder;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Why this library exists. Deeplearning4j 1.0.0-M2.1's own {@code AutoEncoder} layer subtracts a
 * step along {@code x - y} where the gradient of the squared error is {@code y - x}: its
 * pretraining climbs the error that it should descend. From the same weights, data and learning
 * rate ours descends.
 */
class StockAutoEncoderTest {

  private static final int CODE_SIZE = 32;
  private static final int STEPS = 100;
  private static final double LEARNING_RATE = 0.1;

  private static INDArray x;

  @BeforeAll
  static void load() throws IOException {
    x = ImageDataSet.DIGITS.load().train().first(128).images();
  }

  @Test
  void theirsClimbsAndOursDescends() {
    MultiLayerNetwork theirs = stock();
    ComputationGraph ours = ours();
    for (String parameter : List.of("W", "b", "vb")) {
      ours.setParam("code_" + parameter, theirs.getParam("0_" + parameter));
    }
    ours.setLearningRate(
        LEARNING_RATE / STEPS); // Adam's steps are of this size, whatever the loss.

    double before = meanSquaredError(theirs);
    assertThat(meanSquaredError(ours)).isEqualTo(before);
    for (int step = 0; step < STEPS; step++) {
      theirs.pretrainLayer(0, new ListDataSetIterator<>(List.of(new DataSet(x, x)), 128));
      ours.fit(new INDArray[] {x}, new INDArray[] {x});
    }
    assertThat(meanSquaredError(theirs)).as("Deeplearning4j's").isGreaterThan(1.5 * before);
    assertThat(meanSquaredError(ours)).as("ours").isLessThan(0.9 * before);
  }

  private static ComputationGraph ours() {
    ComputationGraph network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .updater(new Sgd(LEARNING_RATE))
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(InputType.feedForward(64))
                .addLayer(
                    "code",
                    Dense.builder()
                        .nOut(CODE_SIZE)
                        .activation(Activation.SIGMOID)
                        .withVisibleBias()
                        .build(),
                    "input")
                .addVertex("decoder", new TiedDecoder("code", 64), "code")
                .addLayer(
                    "reconstruction",
                    ReconstructionOutput.of(new SquaredError(), Activation.SIGMOID),
                    "decoder")
                .setOutputs("reconstruction")
                .build());
    network.init();
    return network;
  }

  private static MultiLayerNetwork stock() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(42)
                .updater(new Sgd(LEARNING_RATE))
                .list()
                .layer(
                    new AutoEncoder.Builder()
                        .nIn(64)
                        .nOut(CODE_SIZE)
                        .activation(Activation.SIGMOID)
                        .corruptionLevel(0)
                        .lossFunction(LossFunction.MSE)
                        .build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(CODE_SIZE)
                        .nOut(64)
                        .activation(Activation.SIGMOID)
                        .build())
                .build());
    network.init();
    return network;
  }

  private static double meanSquaredError(MultiLayerNetwork network) {
    INDArray w = network.getParam("0_W");
    INDArray h = Transforms.sigmoid(x.mmul(w).addiRowVector(network.getParam("0_b")));
    return meanSquaredError(
        Transforms.sigmoid(h.mmul(w.transpose()).addiRowVector(network.getParam("0_vb"))));
  }

  private static double meanSquaredError(ComputationGraph network) {
    return meanSquaredError(new Autoencoder(network).reconstruct(x));
  }

  private static double meanSquaredError(INDArray y) {
    INDArray error = y.sub(x).castTo(DataType.DOUBLE);
    return Math.round(1e6 * error.muli(error).meanNumber().doubleValue()) / 1e6;
  }
}
