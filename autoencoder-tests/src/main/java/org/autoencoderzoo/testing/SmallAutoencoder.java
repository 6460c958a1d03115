package org.autoencoderzoo.testing;

import org.autoencoderzoo.layers.Dense;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * A small autoencoder in double precision, of a given encoder and output, as a graph and as a list.
 */
record SmallAutoencoder(Layer encoder, Layer output) {

  static final int INPUTS = 5;
  static final int EXAMPLES = 4;
  static final String ENCODER = "encoder";

  /** Examples {@code [EXAMPLES, INPUTS]} in [0.1,0.9], the same in each call. */
  static INDArray x() {
    return Draw.uniform(7, EXAMPLES, INPUTS).muli(0.8).addi(0.1);
  }

  ComputationGraph graph(IUpdater updater, boolean miniBatch) {
    ComputationGraph network =
        new ComputationGraph(
            base(updater, miniBatch)
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(InputType.feedForward(INPUTS))
                .addLayer(ENCODER, encoder.clone(), "input")
                .addLayer("decoder", decoder(), ENCODER)
                .addLayer("reconstruction", output.clone(), "decoder")
                .setOutputs("reconstruction")
                .build());
    network.init();
    return network;
  }

  MultiLayerNetwork list(IUpdater updater, boolean miniBatch) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            base(updater, miniBatch)
                .list()
                .layer(encoder.clone())
                .layer(decoder())
                .layer(output.clone())
                .setInputType(InputType.feedForward(INPUTS))
                .build());
    network.init();
    return network;
  }

  private static NeuralNetConfiguration.Builder base(IUpdater updater, boolean miniBatch) {
    return new NeuralNetConfiguration.Builder()
        .dataType(DataType.DOUBLE)
        .seed(11)
        .updater(updater)
        .miniBatch(miniBatch);
  }

  private static Dense decoder() {
    return Dense.builder().nOut(INPUTS).activation(Activation.IDENTITY).build();
  }
}
