package org.autoencoderzoo.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a process that is told to end, as by Ctrl-C, end in order: it interrupts a thread, and waits
 * until that one is done.
 */
final class Interruption {

  private static final int LONGEST_WAIT_SECONDS = 60;

  private final Thread worker = Thread.currentThread();
  private final CountDownLatch isDone = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stopWorker);

  private Interruption() {}

  static Interruption ofThisThread() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  private void stopWorker() {
    worker.interrupt();
    try {
      isDone.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets the process end, if it was told to. */
  void done() {
    isDone.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // Already shutting down: the hook runs by itself.
    }
  }
}
