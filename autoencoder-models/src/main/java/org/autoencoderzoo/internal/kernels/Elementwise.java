package org.autoencoderzoo.internal.kernels;

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
  static final int FEW_PRODUCTS = 64 * HostMemory.BLOCK;

  /** So few exponentials are. */
  private static final int FEW_FUNCTIONS = 16 * HostMemory.BLOCK;

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

  /** The same with two arrays to read. */
  public interface LoopOfTwo {

    /**
     * Computes a block.
     *
     * @param a read
     * @param b read
     * @param target read and written
     * @param count entries in the block
     */
    void run(float[] a, float[] b, float[] target, int count);
  }

  /** The same with three arrays to read. */
  public interface LoopOfThree {

    /**
     * Computes a block.
     *
     * @param a read
     * @param b read
     * @param c read
     * @param target written
     * @param count entries in the block
     */
    void run(float[] a, float[] b, float[] c, float[] target, int count);
  }

  /**
   * Runs a loop over two arrays of the same order.
   *
   * @param a read: of the target's shape, or one number a channel
   * @param target read and written; {@code [N, K]} or {@code [N, K, H, W]}, row-major, if the other
   *     has one number a channel
   * @param loop what to do with each block
   */
  public static void apply(INDArray a, INDArray target, Loop loop) {
    run(target, true, (read, result, count) -> loop.run(read[0], result, count), a);
  }

  /**
   * Runs a loop over three arrays of the same order.
   *
   * @param a read: of the target's shape, or one number a channel
   * @param b read: the same
   * @param target read and written; {@code [N, K]} or {@code [N, K, H, W]}, row-major, if another
   *     has one number a channel
   * @param loop what to do with each block
   */
  public static void apply(INDArray a, INDArray b, INDArray target, LoopOfTwo loop) {
    run(target, true, (read, result, count) -> loop.run(read[0], read[1], result, count), a, b);
  }

  /**
   * Writes what a loop makes of three arrays of the same order.
   *
   * @param a read: of the target's shape, or one number a channel
   * @param b read: the same
   * @param c read: the same
   * @param target overwritten; {@code [N, K]} or {@code [N, K, H, W]}, row-major, if another has
   *     one number a channel
   * @param loop what to do with each block
   */
  public static void write(INDArray a, INDArray b, INDArray c, INDArray target, LoopOfThree loop) {
    run(
        target,
        false,
        (read, result, count) -> loop.run(read[0], read[1], read[2], result, count),
        a,
        b,
        c);
  }

  private interface LoopOfAll {
    void run(float[][] read, float[] target, int count);
  }

  private static void run(
      INDArray target, boolean readsTarget, LoopOfAll loop, INDArray... sources) {
    int length = (int) target.length();
    int block = areOfLength(length, sources) ? HostMemory.BLOCK : rows(target);
    Operand[] operands = new Operand[sources.length];
    Arrays.setAll(operands, i -> Operand.of(sources[i], target, block));
    INDArray[] inUse = Arrays.copyOf(sources, sources.length + 1);
    inUse[sources.length] = target;
    FloatBuffer result = HostMemory.of(target);
    forEachBlock(
        length,
        block,
        length > FEW_PRODUCTS,
        () -> new Memory(sources.length, block),
        (memory, from, count) -> {
          for (int i = 0; i < memory.read.length; i++) {
            memory.read[i] = operands[i].read(from, count, memory.blocks[i]);
          }
          if (readsTarget) {
            result.get(from, memory.target, 0, count);
          }
          loop.run(memory.read, memory.target, count);
          result.put(from, memory.target, 0, count);
        },
        inUse);
  }

  private static boolean areOfLength(int length, INDArray... arrays) {
    for (INDArray array : arrays) {
      if (array.length() != length) {
        return false;
      }
    }
    return true;
  }

  /**
   * What a thread works with.
   *
   * @param read what each operand gave: its block, or what is repeated
   */
  private record Memory(float[][] blocks, float[][] read, float[] target) {
    Memory(int sources, int block) {
      this(new float[sources][block], new float[sources][], new float[block]);
    }
  }

  /** About as many entries as a block has, in whole rows. */
  private static int rows(INDArray examples) {
    int size = (int) (examples.length() / examples.size(0));
    return Math.max(1, HostMemory.BLOCK / size) * size;
  }

  /** What a loop reads: an array, or numbers of channels, repeated for a block of whole rows. */
  private record Operand(FloatBuffer entries, float[] repeated) {

    static Operand of(INDArray array, INDArray target, int block) {
      if (array.length() == target.length()) {
        return new Operand(HostMemory.of(array), null);
      }
      float[] ofChannels = HostMemory.floats(array);
      int positions = (int) (target.length() / target.size(0)) / ofChannels.length;
      float[] repeated = new float[block];
      for (int i = 0; i < block; i += positions) {
        Arrays.fill(repeated, i, i + positions, ofChannels[i / positions % ofChannels.length]);
      }
      return new Operand(null, repeated);
    }

    float[] read(int from, int count, float[] memory) {
      if (repeated != null) {
        return repeated;
      }
      entries.get(from, memory, 0, count);
      return memory;
    }
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
   * @param z floats without gaps
   * @param function such as {@link Exponential#logistic}
   */
  public static void transform(INDArray z, Function function) {
    transform(z, function, z);
  }

  /**
   * Writes a function of each entry.
   *
   * @param z floats without gaps
   * @param function such as {@link Exponential#logistic}
   * @param target of the same shape and order, overwritten; may be z
   */
  public static void transform(INDArray z, Function function, INDArray target) {
    int length = (int) z.length();
    FloatBuffer values = HostMemory.of(z);
    FloatBuffer results = z == target ? values : HostMemory.of(target);
    forEachBlock(
        length,
        HostMemory.BLOCK,
        length > FEW_FUNCTIONS,
        () -> new float[HostMemory.BLOCK],
        (block, from, count) -> {
          values.get(from, block, 0, count);
          function.run(block, count);
          results.put(from, block, 0, count);
        },
        z,
        target);
  }

  /**
   * Computes a function of each entry, in place, and its derivative from what comes out.
   *
   * @param z read and overwritten
   * @param derivative of the same shape and order, overwritten
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
    apply(perChannel, examples, Elementwise::add);
  }

  static void add(float[] a, float[] target, int count) {
    for (int i = 0; i < count; i++) {
      target[i] += a[i];
    }
  }

  /**
   * Multiplies a block, entry by entry.
   *
   * @param a read
   * @param target multiplied
   * @param count entries in the block
   */
  public static void multiply(float[] a, float[] target, int count) {
    for (int i = 0; i < count; i++) {
      target[i] *= a[i];
    }
  }

  interface Block<M> {
    void run(M memory, int from, int count);
  }

  static <M> void forEachBlock(
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
