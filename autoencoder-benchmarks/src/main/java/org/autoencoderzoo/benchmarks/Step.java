package org.autoencoderzoo.benchmarks;

/** A unit of work of one side, set up and ready to be timed. */
interface Step extends AutoCloseable {

  /**
   * Does the work once.
   *
   * @return a number that depends on it, such as the score
   */
  double run();

  /**
   * What shows that this side computes the same as the others. Called once, before the first {@link
   * #run}.
   */
  default Evidence evidence() {
    return Evidence.NONE;
  }

  @Override
  default void close() {}
}
