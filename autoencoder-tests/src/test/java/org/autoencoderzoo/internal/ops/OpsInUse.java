package org.autoencoderzoo.internal.ops;

import org.junit.jupiter.api.Assumptions;

/** What the tests of this JVM compute with. */
public final class OpsInUse {

  private OpsInUse() {}

  /** Whether it is the kernels of the CPU. */
  public static boolean areTheHosts() {
    return Ops.get() instanceof HostOps;
  }

  /** {@return the JVM's option with which another process computes with the same} */
  public static String option() {
    return "-D" + Ops.PROPERTY + "=" + (areTheHosts() ? "host" : "nd4j");
  }

  /** Skips a test of what the kernels do, where the reference computes. */
  public static void assumeTheHosts() {
    Assumptions.assumeTrue(areTheHosts(), "it is about the CPU's kernels, which are not in use");
  }
}
