package org.autoencoderzoo.training;

import java.util.Arrays;
import org.autoencoderzoo.internal.ops.Ops;
import org.autoencoderzoo.settings.Arguments;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * While a network without convolutions trains on the CPU, leaves the threads to the library's
 * kernels. ND4J's own operations run on one: what they are left with is so little that waking a
 * second thread, and waiting for it, takes longer. So does BLAS, and the kernels divide its
 * products. {@code Autoencoder.fit} does it, unless {@link Training#withoutThreadLimits} is set;
 * for another loop over {@link TrainingStep}:
 *
 * <pre>{@code
 * try (ThreadLimits limits = ThreadLimits.whileTraining(network)) {
 *   ...
 * }
 * }</pre>
 *
 * <p>Other threads of the JVM that call ND4J meanwhile are limited, too.
 */
public final class ThreadLimits implements AutoCloseable {

  private static int limiting;

  private final boolean limits;
  private boolean isRestored;

  private ThreadLimits(boolean limits) {
    this.limits = limits;
  }

  /**
   * Limits the threads until they are given back, by the last of those who limit them.
   *
   * @param network that is to be trained
   * @return to be closed
   * @throws IllegalArgumentException if it is null
   */
  public static ThreadLimits whileTraining(ComputationGraph network) {
    Arguments.given("network", network);
    boolean hasConvolutions =
        Arrays.stream(network.getLayers())
            .anyMatch(layer -> layer.conf().getLayer() instanceof ConvolutionLayer);
    if (!hasConvolutions) {
      limit();
    }
    return new ThreadLimits(!hasConvolutions);
  }

  private static synchronized void limit() {
    if (limiting++ == 0) {
      Ops.get().takeThreads();
    }
  }

  /** Gives back as many threads as there were. */
  @Override
  public void close() {
    if (limits && !isRestored) {
      isRestored = true;
      release();
    }
  }

  private static synchronized void release() {
    if (--limiting == 0) {
      Ops.get().returnThreads();
    }
  }
}
