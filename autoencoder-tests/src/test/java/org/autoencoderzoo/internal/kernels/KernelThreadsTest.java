package org.autoencoderzoo.internal.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Work is done once, by several threads, and failures come back, whether workers spin or sleep at
 * once.
 */
@Timeout(60)
class KernelThreadsTest {

  private static final int TASKS = 5;

  @AfterEach
  void letWorkersSleep() {
    KernelThreads.setBlasSingleThreaded(false);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void eachTaskIsDoneOnceAndBeforeRunReturns(boolean isBlasSingleThreaded) {
    KernelThreads.setBlasSingleThreaded(isBlasSingleThreaded);
    for (int round = 0; round < 20_000; round++) {
      assertThat(counts()).isEqualTo("[1, 1, 1, 1, 1]");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void severalCallersAtOnceGetAllTheirWorkDone(boolean isBlasSingleThreaded) {
    KernelThreads.setBlasSingleThreaded(isBlasSingleThreaded);
    IntStream.range(0, 4)
        .parallel()
        .forEach(
            caller -> {
              for (int round = 0; round < 2_000; round++) {
                assertThat(counts()).isEqualTo("[1, 1, 1, 1, 1]");
              }
            });
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void workMayCallForMoreWork(boolean isBlasSingleThreaded) {
    KernelThreads.setBlasSingleThreaded(isBlasSingleThreaded);
    AtomicInteger inner = new AtomicInteger();
    KernelThreads.run(outer -> KernelThreads.run(thread -> inner.incrementAndGet()));
    assertThat(inner.get()).isPositive();
    assertThat(counts()).isEqualTo("[1, 1, 1, 1, 1]");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void failuresOfAnyThreadComeBackAndTheWorkersGoOn(boolean isBlasSingleThreaded) {
    Assumptions.assumeTrue(KernelThreads.threads() > 1, "there is one processor alone");
    KernelThreads.setBlasSingleThreaded(isBlasSingleThreaded);
    Thread caller = Thread.currentThread();
    CountDownLatch helped = new CountDownLatch(1);
    assertThatThrownBy(
            () ->
                KernelThreads.run(
                    thread -> {
                      if (Thread.currentThread() != caller) {
                        helped.countDown();
                        throw new IllegalStateException("of a helper");
                      }
                      await(helped);
                    }))
        .hasMessage("of a helper");
    assertThatThrownBy(
            () ->
                KernelThreads.run(
                    thread -> {
                      throw new IllegalStateException("of all");
                    }))
        .hasMessage("of all");
    assertThat(counts()).isEqualTo("[1, 1, 1, 1, 1]");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String counts() {
    AtomicIntegerArray done = new AtomicIntegerArray(TASKS);
    AtomicInteger next = new AtomicInteger();
    KernelThreads.run(
        thread -> {
          for (int i = next.getAndIncrement(); i < TASKS; i = next.getAndIncrement()) {
            done.incrementAndGet(i);
          }
        });
    return done.toString();
  }
}
