package org.autoencoderzoo.internal.kernels;

import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntConsumer;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The memory of arrays of floats that lie in the memory of the JVM's host, without gaps.
 *
 * <p>Kernels copy blocks of it into Java arrays that stay in the first-level cache: loops over
 * those are turned into vector instructions, loops over the buffers are not.
 */
public final class HostMemory {

  /** Floats in a block: some arrays of it leave room in the first-level cache to read ahead. */
  static final int BLOCK = 512;

  /** More than there are cores, so that one that is busy elsewhere does not hold up the others. */
  private static final int RANGES = 64;

  private HostMemory() {}

  /**
   * The floats of an array in the order in which they lie in memory; the first has index 0. The
   * buffer does not keep the memory from being freed: the array must be in use for as long.
   */
  static FloatBuffer of(INDArray array) {
    return array.data().asNioFloat().slice();
  }

  /** The bits of the same floats. */
  static IntBuffer bits(INDArray array) {
    return array.data().asNioInt().slice();
  }

  /** A copy of the floats of an array, in the order in which they lie in memory. */
  static float[] floats(INDArray array) {
    float[] floats = new float[(int) array.length()];
    of(array).get(0, floats, 0, floats.length);
    Reference.reachabilityFence(array);
    return floats;
  }

  /**
   * Runs tasks on all cores, by the {@link KernelThreads}.
   *
   * @param inUse arrays whose memory the tasks read or write: they stay until all is done
   */
  static void parallel(int tasks, IntConsumer task, INDArray... inUse) {
    parallel(tasks, () -> task, IntConsumer::accept, inUse);
  }

  /**
   * Runs tasks on all cores, each thread with memory of its own.
   *
   * @param memory makes that of a thread
   * @param task takes the memory, as the task before left it, and the number of the task
   * @param inUse arrays whose memory the tasks read or write: they stay until all is done
   */
  static <M> void parallel(
      int tasks, Supplier<M> memory, ObjIntConsumer<M> task, INDArray... inUse) {
    parallel(List.of(new Work<>(tasks, memory, task)), inUse);
  }

  /** What to do with a range of the things that are counted. */
  interface RangeTask<M> {
    void run(M memory, int from, int to);
  }

  /**
   * Divides things into ranges, for all cores.
   *
   * @param count of things, the first has number 0
   * @param memory makes that of a thread
   * @param range takes the memory, as the range before left it
   * @param inUse arrays whose memory is read or written: they stay until all is done
   */
  static <M> void forEachRange(
      int count, Supplier<M> memory, RangeTask<M> range, INDArray... inUse) {
    int ranges = Math.min(count, RANGES);
    parallel(
        ranges,
        memory,
        (ofThread, i) -> range.run(ofThread, start(count, i, ranges), start(count, i + 1, ranges)),
        inUse);
  }

  private static int start(int count, int part, int parts) {
    return (int) ((long) count * part / parts);
  }

  /**
   * Tasks, each thread with memory of its own: new memory for each task would be cleared, and read
   * into the cache, for longer than most tasks work on it.
   *
   * @param memory makes that of a thread
   * @param task takes the memory, as the task before left it, and the number of the task
   */
  record Work<M>(int tasks, Supplier<M> memory, ObjIntConsumer<M> task) {

    /**
     * Does what is left of it: of the thread's own share first, and then of those of others.
     *
     * @param begun how many tasks of each share are begun
     */
    private void run(AtomicIntegerArray begun, int thread) {
      M ofThread = null;
      int shares = begun.length();
      for (int i = 0; i < shares; i++) {
        int share = (thread + i) % shares;
        int start = start(tasks, share, shares);
        int end = start(tasks, share + 1, shares);
        int next = start + begun.getAndIncrement(share);
        for (; next < end; next = start + begun.getAndIncrement(share)) {
          ofThread = ofThread == null ? memory.get() : ofThread;
          task.accept(ofThread, next);
        }
      }
    }
  }

  /**
   * Runs several kinds of tasks on all cores: waking the threads takes as long as small tasks do.
   * The kinds are begun in turn. Each thread begins with the same share of the tasks every time, of
   * which its core's cache may still hold the memory. One that is late finds nothing left to do.
   *
   * @param works which do not depend on each other
   * @param inUse arrays whose memory the tasks read or write: they stay until all is done
   */
  static void parallel(List<Work<?>> works, INDArray... inUse) {
    AtomicIntegerArray[] begun = new AtomicIntegerArray[works.size()];
    int tasks = 0;
    for (int i = 0; i < begun.length; i++) {
      begun[i] = new AtomicIntegerArray(KernelThreads.threads());
      tasks += works.get(i).tasks();
    }
    IntConsumer inTurn =
        thread -> {
          for (int i = 0; i < begun.length; i++) {
            works.get(i).run(begun[i], thread);
          }
        };
    if (tasks > 1) {
      KernelThreads.run(inTurn);
    } else {
      inTurn.accept(0);
    }
    Reference.reachabilityFence(inUse);
  }
}
