package org.autoencoderzoo.layers;

import java.util.Arrays;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.ActivationLayer;
import org.deeplearning4j.nn.layers.feedforward.PReLU;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Deeplearning4j's layers that, at inference, write into what they read. */
public final class InPlace {

  private InPlace() {}

  /**
   * What may be given to a network at inference, so that the array stays as it is.
   *
   * @param network that reads the array
   * @param array not to be modified
   * @return the array, or a copy if the network has a layer that might write into it
   */
  public static INDArray sparedBy(ComputationGraph network, INDArray array) {
    boolean writes =
        Arrays.stream(network.getLayers())
            .map(Frozen::underlying)
            .anyMatch(layer -> layer instanceof ActivationLayer || layer instanceof PReLU);
    return writes ? array.dup('c') : array;
  }
}
