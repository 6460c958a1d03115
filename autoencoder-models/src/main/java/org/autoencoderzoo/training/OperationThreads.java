package org.autoencoderzoo.training;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Runs ND4J's own operations on one thread while a network without convolutions trains on the CPU:
 * what they are left with is so little that waking a second thread, and waiting for it, takes
 * longer. BLAS and the library's kernels have their threads to themselves.
 */
final class OperationThreads {

  private final int before;

  private OperationThreads(int before) {
    this.before = before;
  }

  /**
   * Limits the threads until they are restored.
   *
   * @param network that is to be trained
   */
  static OperationThreads limitedFor(ComputationGraph network) {
    int before = Nd4j.getEnvironment().maxMasterThreads();
    boolean hasConvolutions =
        Arrays.stream(network.getLayers())
            .anyMatch(layer -> layer.conf().getLayer() instanceof ConvolutionLayer);
    if (Nd4j.getExecutioner().type() == ExecutionerType.NATIVE_CPU && !hasConvolutions) {
      Nd4j.getEnvironment().setMaxMasterThreads(1);
    }
    return new OperationThreads(before);
  }

  /** Gives back as many threads as there were. */
  void restore() {
    Nd4j.getEnvironment().setMaxMasterThreads(before);
  }
}
