package org.autoencoderzoo;

import org.autoencoderzoo.layers.ReconstructionOutput;
import org.autoencoderzoo.losses.SquaredError;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;

/** Networks of tests, which differ up to their decoder and end alike. */
public final class SquaredErrorNetwork {

  private SquaredErrorNetwork() {}

  /**
   * Ends a graph with the squared error of its vertex {@code decoder}.
   *
   * @param graph up to the decoder
   * @return the network, initialized
   */
  public static ComputationGraph of(GraphBuilder graph) {
    ComputationGraph network =
        new ComputationGraph(
            graph
                .addLayer(
                    "reconstruction",
                    ReconstructionOutput.of(new SquaredError(), Activation.IDENTITY),
                    "decoder")
                .setOutputs("reconstruction")
                .build());
    network.init();
    return network;
  }
}
