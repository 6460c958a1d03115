package org.autoencoderzoo.training;

/** The examples in the order of an epoch. */
interface EpochRows extends AutoCloseable {

  /**
   * The next rows.
   *
   * @param rows of a batch; fewer for the last one of the epoch, and there are as many left
   * @return row-major; overwritten by the next call
   * @throws InterruptedException if the thread is interrupted while it waits for them
   */
  Batch next(int rows) throws InterruptedException;

  /** Ends the reading, if it is still going on. */
  @Override
  void close();
}
