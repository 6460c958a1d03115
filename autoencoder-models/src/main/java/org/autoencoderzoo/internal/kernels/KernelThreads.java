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
 * in between would take a good part of that to wake. So those of the crew look out for more work
 * for half a millisecond, and sleep then; at once where they share the cores with the threads of
 * BLAS.
 */
final class KernelThreads {

  private static final KernelThreads COMMON =
      new KernelThreads(
          Math.min(
              ForkJoinPool.getCommonPoolParallelism(),
              Runtime.getRuntime().availableProcessors() - 1));

  private static final long LOOKOUT_NANOS = 500_000;

  /** So often a waiting thread looks before it gives its core to others. */
  private static final int LOOKS = 10_000;

  private static volatile boolean alone;

  private final List<Member> members = new ArrayList<>();
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile Job latest = new Job(thread -> {});

  private KernelThreads(int size) {
    for (int i = 1; i <= size; i++) {
      Member member = new Member(i);
      members.add(member);
      member.start();
    }
  }

  /** How many threads work on what {@link #run} is given, at most. */
  static int threads() {
    return COMMON.members.size() + 1;
  }

  /** Says whether BLAS has no threads of its own now. */
  static void setAlone(boolean isAlone) {
    alone = isAlone;
  }

  static boolean isAlone() {
    return alone;
  }

  /**
   * Lets several threads do the same, this one among them. Whoever is late is not waited for, but
   * who has begun is.
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
    members.forEach(Member::wake);
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

    /** Lets nobody in any more, and waits for those who are. */
    void close() {
      entered.addAndGet(CLOSED);
      for (int looks = 0; entered.get() > CLOSED; looks++) {
        pause(looks);
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

  private static void pause(int looks) {
    if (looks < LOOKS) {
      Thread.onSpinWait();
    } else {
      Thread.yield();
    }
  }

  /** A thread that helps. */
  private final class Member extends Thread {

    private final int number;
    private volatile boolean sleeps;

    Member(int number) {
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
      for (int looks = 1; latest == last; looks++) {
        Thread.onSpinWait();
        if (!alone || looks % 64 == 0 && System.nanoTime() - start > LOOKOUT_NANOS) {
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
