package org.autoencoderzoo.benchmarks;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;

/** libtorch, from the natives on the class path: nothing is fetched and nothing is reported. */
final class Torch {

  private static final Engine ENGINE = start();

  private Torch() {}

  private static Engine start() {
    System.setProperty("offline", "true");
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.default_engine", "PyTorch");
    System.setProperty("ai.djl.pytorch.num_threads", String.valueOf(Forks.THREADS));
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    return Engine.getEngine("PyTorch");
  }

  static Engine engine() {
    return ENGINE;
  }

  static NDManager newManager() {
    return ENGINE.newBaseManager();
  }
}
