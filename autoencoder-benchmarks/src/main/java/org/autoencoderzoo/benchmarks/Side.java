package org.autoencoderzoo.benchmarks;

import java.util.Locale;
import java.util.Map;

/** Who does the work that is timed. */
enum Side {
  /** This library's layers. */
  OURS("ours"),
  /** This library's layers without the penalty that the case is about. */
  PLAIN("our plain step"),
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

  /**
   * glibc's allocator maps and clears fresh pages for each large array, unless told to keep them.
   */
  private static final Map<String, String> KEEPING_PAGES =
      Map.of(
          "MALLOC_MMAP_MAX_", "0",
          "MALLOC_TRIM_THRESHOLD_", "100000000000",
          "MALLOC_TOP_PAD_", "100000000");

  private static final Map<String, String> SLEEPING_THREADS =
      Map.of("OMP_WAIT_POLICY", "passive", "OPENBLAS_THREAD_TIMEOUT", "4");

  private final String title;

  Side(String title) {
    this.title = title;
  }

  /** What tables and charts call it. */
  String title() {
    return title;
  }

  /**
   * What the side needs in its environment to be at its best. libtorch allocates every result anew,
   * and its threads do well to spin while they wait: they are the only ones. Those of ND4J take
   * time from those of its BLAS.
   */
  Map<String, String> environment() {
    return this == DJL ? KEEPING_PAGES : SLEEPING_THREADS;
  }

  /** What JSON calls it. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
