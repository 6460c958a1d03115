package org.autoencoderzoo.internal.kernels;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Threads that share the work of kernels with the thread that calls them. A training step is a
 * sequence of some twenty kernels and products of less than a millisecond each: a thread that slept
 * in between would take a good part of that to wake. So the workers spin for half a millisecond
 * until there is more work, and sleep then; at once where they share the cores with the threads of
 * BLAS.
 */
final class KernelThreads {

  private static final KernelThreads COMMON =
      new KernelThreads(
          Math.min(
              ForkJoinPool.getCommonPoolParallelism(),
              Runtime.getRuntime().availableProcessors() - 1));

  private static final long SPIN_NANOS = 500_000;

  /** So often a waiting thread spins before it gives its core to others. */
  private static final int SPINS = 10_000;

  private static volatile boolean isBlasSingleThreaded;

  private final List<Worker> workers = new ArrayList<>();
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile Job latest = new Job(thread -> {});

  private KernelThreads(int size) {
    for (int i = 1; i <= size; i++) {
      Worker worker = new Worker(i);
      workers.add(worker);
      worker.start();
    }
  }

  /** How many threads work on what {@link #run} is given, at most. */
  static int threads() {
    return COMMON.workers.size() + 1;
  }

  /** Says whether BLAS runs on one thread now, so that the cores are free for the workers. */
  static void setBlasSingleThreaded(boolean isSingleThreaded) {
    isBlasSingleThreaded = isSingleThreaded;
  }

  static boolean isBlasSingleThreaded() {
    return isBlasSingleThreaded;
  }

  /**
   * Lets several threads do the same, this one among them, and returns when all that have begun are
   * done. A worker that wakes later than that does nothing.
   *
   * @param work is given the number of the thread, which for this one is 0; takes tasks from
   *     counters, until nothing is left
   */
  static void run(IntConsumer work) {
    if (COMMON.busy.compareAndSet(false, true)) {
      try {
        COMMON.share(work);
      } finally {
        COMMON.busy.set(false);
      }
    } else {
      // Another thread trains or infers, too.
      IntStream.range(0, threads()).parallel().forEach(work);
    }
  }

  private void share(IntConsumer work) {
    Job job = new Job(work);
    latest = job;
    workers.forEach(Worker::wake);
    try {
      work.accept(0);
    } finally {
      job.close();
    }
    job.rethrow();
  }

  /** Work that threads enter until it is closed. */
  private static final class Job {

    private static final int CLOSED = 1 << 30;

    private IntConsumer work;
    private final AtomicInteger entered = new AtomicInteger();
    private volatile Throwable failure;

    Job(IntConsumer work) {
      this.work = work;
    }

    /** Does a share of it, unless it is closed. */
    void join(int thread) {
      if (entered.getAndIncrement() < CLOSED) {
        try {
          work.accept(thread);
        } catch (Throwable e) {
          failure = e;
        }
      }
      entered.getAndDecrement();
    }

    /** Closes it to further threads, and waits for those that have entered. */
    void close() {
      entered.addAndGet(CLOSED);
      for (int spins = 0; entered.get() > CLOSED; spins++) {
        pause(spins);
      }
      work = null; // Else its arrays would stay until there is more work.
    }

    void rethrow() {
      if (failure instanceof RuntimeException e) {
        throw e;
      } else if (failure instanceof Error e) {
        throw e;
      }
    }
  }

  private static void pause(int spins) {
    if (spins < SPINS) {
      Thread.onSpinWait();
    } else {
      Thread.yield();
    }
  }

  /** A thread that helps. */
  private final class Worker extends Thread {

    private final int number;
    private volatile boolean sleeps;

    Worker(int number) {
      super(null, null, "autoencoder-kernels-" + number, 0, false);
      this.number = number;
      setDaemon(true);
      setContextClassLoader(null);
    }

    void wake() {
      if (sleeps) {
        LockSupport.unpark(this);
      }
    }

    @Override
    public void run() {
      Job last = null;
      while (true) {
        Job job = next(last);
        job.join(number);
        last = job;
      }
    }

    private Job next(Job last) {
      long start = System.nanoTime();
      for (int spins = 1; latest == last; spins++) {
        Thread.onSpinWait();
        if (!isBlasSingleThreaded || spins % 64 == 0 && System.nanoTime() - start > SPIN_NANOS) {
          sleeps = true;
          while (latest == last) {
            LockSupport.park(KernelThreads.this);
          }
          sleeps = false;
        }
      }
      return latest;
    }
  }
}
