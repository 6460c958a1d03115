package org.autoencoderzoo.kernels;

import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Operations on each entry. An operation of ND4J on a batch of codes takes tens of microseconds of
 * work, and as long again to wake its threads and to wait for the last of them; here a thread that
 * is late finds nothing left to do.
 */
public final class Elementwise {

  /** So few sums or products are done before a second thread is awake. */
  private static final int FEW_PRODUCTS = 128 * HostMemory.BLOCK;

  /** So few exponentials are. */
  private static final int FEW_FUNCTIONS = 4 * HostMemory.BLOCK;

  private Elementwise() {}

  /** What to do with a block; written as one plain loop it becomes vector instructions. */
  public interface Loop {

    /**
     * Computes a block.
     *
     * @param a read
     * @param target read and written
     * @param count entries in the block
     */
    void run(float[] a, float[] target, int count);
  }

  /**
   * Runs a loop over two arrays of the same shape and order, for which {@link HostMemory#holds}.
   *
   * @param a read
   * @param target read and written
   * @param loop what to do with each block
   */
  public static void apply(INDArray a, INDArray target, Loop loop) {
    int length = (int) target.length();
    FloatBuffer source = HostMemory.of(a);
    FloatBuffer result = HostMemory.of(target);
    forEachBlock(
        length,
        HostMemory.BLOCK,
        length > FEW_PRODUCTS,
        () -> new float[2][HostMemory.BLOCK],
        (memory, from, count) -> {
          source.get(from, memory[0], 0, count);
          result.get(from, memory[1], 0, count);
          loop.run(memory[0], memory[1], count);
          result.put(from, memory[1], 0, count);
        },
        a,
        target);
  }

  /** What to compute of a block, in place. */
  public interface Function {

    /**
     * Computes a block.
     *
     * @param values read and overwritten
     * @param count entries in the block
     */
    void run(float[] values, int count);
  }

  /**
   * Computes a function of each entry, in place.
   *
   * @param z {@link HostMemory#holds} for it
   * @param function such as {@link Exponential#logistic}
   */
  public static void transform(INDArray z, Function function) {
    int length = (int) z.length();
    FloatBuffer values = HostMemory.of(z);
    forEachBlock(
        length,
        HostMemory.BLOCK,
        length > FEW_FUNCTIONS,
        () -> new float[HostMemory.BLOCK],
        (block, from, count) -> {
          values.get(from, block, 0, count);
          function.run(block, count);
          values.put(from, block, 0, count);
        },
        z);
  }

  /**
   * Computes a function of each entry, in place, and its derivative from what comes out.
   *
   * @param z read and overwritten
   * @param derivative of the same shape and order, overwritten; {@link HostMemory#holds} for both
   * @param function such as {@link Exponential#logistic}
   * @param ofResult writes the derivative of a block, from the function's value
   */
  public static void transform(INDArray z, INDArray derivative, Function function, Loop ofResult) {
    int length = (int) z.length();
    FloatBuffer values = HostMemory.of(z);
    FloatBuffer derivatives = HostMemory.of(derivative);
    forEachBlock(
        length,
        HostMemory.BLOCK,
        length > FEW_FUNCTIONS,
        () -> new float[2][HostMemory.BLOCK],
        (memory, from, count) -> {
          values.get(from, memory[0], 0, count);
          function.run(memory[0], count);
          ofResult.run(memory[0], memory[1], count);
          values.put(from, memory[0], 0, count);
          derivatives.put(from, memory[1], 0, count);
        },
        z,
        derivative);
  }

  /**
   * Adds a number to each entry of a channel, in place.
   *
   * @param examples {@code [N, K]} or {@code [N, K, H, W]}, row-major
   * @param perChannel {@code [K]}
   */
  public static void addToChannels(INDArray examples, INDArray perChannel) {
    float[] ofChannels = HostMemory.floats(perChannel);
    int size = (int) (examples.length() / examples.size(0));
    int positions = size / ofChannels.length;
    int block = Math.max(1, HostMemory.BLOCK / size) * size;
    float[] added = new float[block];
    for (int i = 0; i < block; i += positions) {
      Arrays.fill(added, i, i + positions, ofChannels[i / positions % ofChannels.length]);
    }
    FloatBuffer result = HostMemory.of(examples);
    forEachBlock(
        (int) examples.length(),
        block,
        examples.length() > FEW_PRODUCTS,
        () -> new float[block],
        (values, from, count) -> {
          result.get(from, values, 0, count);
          add(added, values, count);
          result.put(from, values, 0, count);
        },
        examples);
  }

  /**
   * The sum of each channel, over all examples and positions.
   *
   * @param examples {@code [N, K]} or {@code [N, K, H, W]}, row-major, not modified
   * @param sums {@code [K]}, overwritten
   */
  public static void sumOfChannels(INDArray examples, INDArray sums) {
    int channels = (int) sums.length();
    int n = (int) examples.size(0);
    int size = (int) (examples.length() / n);
    int positions = size / channels;
    FloatBuffer source = HostMemory.of(examples);
    FloatBuffer result = HostMemory.of(sums);
    int most = Math.max(1, HostMemory.BLOCK / positions);
    int block = Math.max(1, Math.min(most, channels / 2)) * positions;
    forEachBlock(
        size,
        block,
        examples.length() > FEW_PRODUCTS,
        () -> new float[2][block],
        (memory, from, count) -> {
          float[] total = memory[0];
          Arrays.fill(total, 0);
          for (int example = 0; example < n; example++) {
            source.get(example * size + from, memory[1], 0, count);
            add(memory[1], total, count);
          }
          for (int k = 0; k < count / positions; k++) {
            float sum = 0;
            for (int j = k * positions; j < (k + 1) * positions; j++) {
              sum += total[j];
            }
            result.put(from / positions + k, sum);
          }
        },
        examples,
        sums);
  }

  private static void add(float[] a, float[] target, int count) {
    for (int i = 0; i < count; i++) {
      target[i] += a[i];
    }
  }

  private interface Block<M> {
    void run(M memory, int from, int count);
  }

  private static <M> void forEachBlock(
      int length,
      int size,
      boolean parallel,
      Supplier<M> memory,
      Block<M> block,
      INDArray... inUse) {
    ObjIntConsumer<M> task =
        (ofThread, i) -> block.run(ofThread, i * size, Math.min(size, length - i * size));
    int blocks = (length + size - 1) / size;
    if (parallel) {
      HostMemory.parallel(blocks, memory, task, inUse);
    } else {
      M ofThread = memory.get();
      for (int i = 0; i < blocks; i++) {
        task.accept(ofThread, i);
      }
      Reference.reachabilityFence(inUse);
    }
  }
}
