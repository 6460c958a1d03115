package org.autoencoderzoo.internal.kernels;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import org.autoencoderzoo.internal.kernels.HostMemory.RangeTask;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One step of Adam (Kingma and Ba 2015, algorithm 1, in the order of computation that its section 2
 * recommends), a block at a time: each number is read and written once.
 */
public final class AdamKernel {

  /** So short that the processor computes a block while it waits for what is read of the next. */
  private static final int BLOCK = 128;

  /** So few parameters are updated before a second thread is awake. */
  private static final int FEW = 128 * BLOCK;

  /**
   * First moments of units that are not in use decay, and become subnormal numbers when they are
   * multiplied by the rate; some processors take many times as long with those. Added and
   * subtracted again, this number turns moments below 1e-27 into zero, and rounds others to a float
   * once more at most.
   */
  private static final float FIRST_TINY = 0x1p-66f;

  /** The same for second moments, of which even the smallest normal numbers count. */
  private static final float SECOND_TINY = 0x1p-100f;

  private static final float[] ZEROS = new float[BLOCK];

  private AdamKernel() {}

  /**
   * The gradient of all parameters.
   *
   * @param sum over the examples
   * @param examples to divide by
   * @param sparse parts of it in which vectors are left out
   */
  public record BatchGradient(INDArray sum, int examples, List<SparseGradient> sparse) {

    BatchGradient(INDArray gradient) {
      this(gradient, 1, List.of());
    }
  }

  /** The numbers of a step. */
  private record Step(int divisor, float rate, float beta1, float beta2, float epsilon) {

    /** A product with the inverse of a power of two is the quotient, and takes less time. */
    boolean multiplies() {
      return Integer.bitCount(divisor) == 1;
    }
  }

  /**
   * Updates the moments and turns the gradient into the update. All arrays have the same length and
   * order.
   *
   * @param gradient overwritten by what is to be subtracted from the parameters
   * @param first moment, updated
   * @param second moment, updated
   * @param rate learning rate, corrected for the moments' bias
   * @param beta1 decay of the first moment
   * @param beta2 decay of the second moment
   * @param epsilon added to the root of the second moment
   */
  public static void step(
      INDArray gradient,
      INDArray first,
      INDArray second,
      double rate,
      double beta1,
      double beta2,
      double epsilon) {
    Step step = new Step(1, (float) rate, (float) beta1, (float) beta2, (float) epsilon);
    run(null, new BatchGradient(gradient), 0, first, second, step);
  }

  /**
   * Updates the moments and as many parameters, from one of them on.
   *
   * @param parameters updated
   * @param gradient of all parameters, not modified
   * @param start index of the first parameter to update
   * @param first moment, updated
   * @param second moment, updated
   * @param rate learning rate, corrected for the moments' bias
   * @param beta1 decay of the first moment
   * @param beta2 decay of the second moment
   * @param epsilon added to the root of the second moment
   */
  public static void descend(
      INDArray parameters,
      BatchGradient gradient,
      int start,
      INDArray first,
      INDArray second,
      double rate,
      double beta1,
      double beta2,
      double epsilon) {
    Step step =
        new Step(gradient.examples, (float) rate, (float) beta1, (float) beta2, (float) epsilon);
    run(parameters, gradient, start, first, second, step);
  }

  /** Writes the update to the gradient, or subtracts it from the parameters if there are any. */
  private static void run(
      INDArray parameters,
      BatchGradient gradient,
      int offset,
      INDArray first,
      INDArray second,
      Step step) {
    Memories memories =
        new Memories(
            parameters == null ? null : HostMemory.of(parameters),
            Gradient.of(gradient),
            offset,
            HostMemory.of(first),
            HostMemory.of(second));
    forEachRange(
        (int) first.length(),
        (memory, start, end) -> {
          memory.next.read(memories, start, end);
          for (int from = start; from < end; from += BLOCK) {
            Block block = memory.swap();
            memory.next.read(memories, from + BLOCK, end);
            block.update(step);
            block.write(memories, from);
          }
        },
        parameters,
        gradient.sum,
        first,
        second);
  }

  /**
   * The gradient, as it lies in memory.
   *
   * @param start index of its first entry, as {@code INDArray.offset()} counts
   */
  private record Gradient(FloatBuffer memory, int start, List<SparseGradient> sparse) {

    static Gradient of(BatchGradient gradient) {
      INDArray sum = gradient.sum;
      return new Gradient(HostMemory.of(sum), (int) sum.offset(), gradient.sparse);
    }

    /** Reads some entries, and tells whether all are zero. */
    boolean read(int from, float[] entries, int count) {
      for (SparseGradient part : sparse) {
        if (part.leavesOut(start + from, count)) {
          Arrays.fill(entries, 0, count, 0);
          return true;
        }
      }
      memory.get(from, entries, 0, count);
      for (SparseGradient part : sparse) {
        part.clear(start + from, entries, count);
      }
      return isZero(entries, count);
    }
  }

  /**
   * What is read and written.
   *
   * @param p parameters, or null
   * @param offset of the first parameter and the first gradient to use
   */
  private record Memories(FloatBuffer p, Gradient g, int offset, FloatBuffer m, FloatBuffer v) {}

  /** What a thread works with, block after block. */
  private static final class Memory {
    Block next = new Block();
    private Block other = new Block();

    /** Gives the block that was read, and makes the other one the next. */
    Block swap() {
      Block read = next;
      next = other;
      other = read;
      return read;
    }
  }

  /**
   * Some parameters, their gradient and moments. Those of units that have long not been in use
   * rest: without a gradient and a first moment, only the second moment changes. Those of units
   * that never were are idle: nothing does.
   */
  private static final class Block {
    private final float[] p = new float[BLOCK];
    private final float[] g = new float[BLOCK];
    private final float[] m = new float[BLOCK];
    private final float[] v = new float[BLOCK];
    private int count;
    private boolean rests;
    private boolean isIdle;

    /** Reads a block, or what there is of it before the end. */
    void read(Memories memories, int from, int end) {
      count = Math.min(BLOCK, end - from);
      if (count > 0) {
        boolean isFlat = memories.g.read(memories.offset + from, g, count);
        memories.m.get(from, m, 0, count);
        memories.v.get(from, v, 0, count);
        rests = isFlat && isZero(m, count);
        isIdle = rests && isZero(v, count);
        if (memories.p != null && !rests) {
          memories.p.get(memories.offset + from, p, 0, count);
        }
      }
    }

    void update(Step step) {
      if (isIdle) {
        return;
      }
      if (!step.multiplies()) {
        divide(g, count, step.divisor);
      }
      AdamKernel.update(g, m, v, count, step);
    }

    /** Writes the parameters, or their update if there are none. */
    void write(Memories memories, int from) {
      if (!isIdle) {
        memories.v.put(from, v, 0, count);
      }
      if (rests) {
        return;
      }
      memories.m.put(from, m, 0, count);
      if (memories.p == null) {
        memories.g.memory.put(memories.offset + from, g, 0, count);
      } else {
        subtract(g, p, count);
        memories.p.put(memories.offset + from, p, 0, count);
      }
    }
  }

  private static boolean isZero(float[] numbers, int count) {
    return Arrays.equals(numbers, 0, count, ZEROS, 0, count);
  }

  /** Ranges that begin at the start of a block. */
  private static void forEachRange(int length, RangeTask<Memory> range, INDArray... inUse) {
    if (length <= FEW) {
      HostMemory.parallel(1, Memory::new, (memory, all) -> range.run(memory, 0, length), inUse);
    } else {
      HostMemory.forEachRange(
          (length + BLOCK - 1) / BLOCK,
          Memory::new,
          (memory, from, to) -> range.run(memory, from * BLOCK, Math.min(length, to * BLOCK)),
          inUse);
    }
  }

  private static void divide(float[] gradient, int count, float divisor) {
    for (int i = 0; i < count; i++) {
      gradient[i] /= divisor;
    }
  }

  /** Overwrites the gradient by the update. */
  private static void update(float[] g, float[] m, float[] v, int count, Step step) {
    float share = step.multiplies() ? 1f / step.divisor : 1;
    float rate = step.rate;
    float beta1 = step.beta1;
    float beta2 = step.beta2;
    float epsilon = step.epsilon;
    float rest1 = 1 - beta1;
    float rest2 = 1 - beta2;
    for (int i = 0; i < count; i++) {
      float gradient = share * g[i];
      float first = (beta1 * m[i] + rest1 * gradient + FIRST_TINY) - FIRST_TINY;
      float second = (beta2 * v[i] + rest2 * gradient * gradient + SECOND_TINY) - SECOND_TINY;
      m[i] = first;
      v[i] = second;
      g[i] = rate * first / ((float) Math.sqrt(second) + epsilon);
    }
  }

  private static void subtract(float[] update, float[] parameters, int count) {
    for (int i = 0; i < count; i++) {
      parameters[i] -= update[i];
    }
  }
}
