package org.autoencoderzoo.benchmarks;

import java.util.List;

/** Something to be timed on several sides. */
interface BenchmarkCase {

  /** Short name without blanks, for the command line and JSON. */
  String id();

  /** The case in words, for tables. */
  String title();

  /** Examples that one step deals with. */
  int rows();

  /** Those that can do it, in the order in which a round measures them. */
  List<Side> sides();

  /**
   * Prepares a side.
   *
   * @param side one of {@link #sides}
   */
  Step step(Side side);

  /**
   * How often one step of the side goes into what the case compares; 1 but for the steps of an
   * epoch.
   */
  default int timesPerResult(Side side) {
    return 1;
  }

  /**
   * Whether Deeplearning4j lacks the network, and its plain untied one stands in as a reference.
   */
  default boolean stockIsPlain() {
    return false;
  }
}
