package org.autoencoderzoo.training;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Runs ND4J's own operations on one thread while networks without convolutions train on the CPU:
 * what they are left with is so little that waking a second thread, and waiting for it, takes
 * longer. BLAS and the library's kernels have their threads to themselves.
 */
final class OperationThreads {

  private static int limiting;
  private static int before;

  private final boolean limits;

  private OperationThreads(boolean limits) {
    this.limits = limits;
  }

  /**
   * Limits the threads until they are restored, by the last of those who limit them.
   *
   * @param network that is to be trained
   */
  static OperationThreads limitedFor(ComputationGraph network) {
    boolean hasConvolutions =
        Arrays.stream(network.getLayers())
            .anyMatch(layer -> layer.conf().getLayer() instanceof ConvolutionLayer);
    boolean limits = Nd4j.getExecutioner().type() == ExecutionerType.NATIVE_CPU && !hasConvolutions;
    if (limits) {
      limit();
    }
    return new OperationThreads(limits);
  }

  private static synchronized void limit() {
    if (limiting++ == 0) {
      before = Nd4j.getEnvironment().maxMasterThreads();
      Nd4j.getEnvironment().setMaxMasterThreads(1);
    }
  }

  /** Gives back as many threads as there were. */
  void restore() {
    if (limits) {
      release();
    }
  }

  private static synchronized void release() {
    if (--limiting == 0) {
      Nd4j.getEnvironment().setMaxMasterThreads(before);
    }
  }
}
