package org.autoencoderzoo.benchmarks;

import java.util.Locale;

/** Who does the work that is timed. */
enum Side {
  /** This library's layers. */
  OURS("ours"),
  /** libtorch, through DJL. */
  DJL("DJL"),
  /** Deeplearning4j's own layers. */
  STOCK("stock"),
  /** The matrix products that cannot be done without, and nothing else. */
  GEMM("gemm floor"),
  /** One pass over the memory that Adam reads and writes, and nothing else. */
  UPDATER("updater floor"),
  /** The single training steps of which an epoch consists. */
  STEPS("its steps");

  private final String title;

  Side(String title) {
    this.title = title;
  }

  /** What tables and charts call it. */
  String title() {
    return title;
  }

  /** What JSON calls it. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
