package org.autoencoderzoo.internal.kernels;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Losses and their gradients in one pass. Arrays have the same shape and order. Sums run in a fixed
 * order, in double but for the first of four each.
 */
public final class LossKernel {

  /** So few that a product of as many numbers of at least a half is no zero in double. */
  private static final int BLOCK = 512;

  private LossKernel() {}

  /** What a thread works with, block after block. */
  private static final class Memory {
    final float[] x = new float[BLOCK];
    final float[] z = new float[BLOCK];
    final float[] y = new float[BLOCK];
    final float[] loss = new float[BLOCK];
  }

  private interface Loss {
    double of(Memory memory, int count);
  }

  /**
   * Bernoulli cross-entropy from logits: {@code sum_i z_i (1[z_i > 0] - x_i) - log max(y_i, 1 -
   * y_i)}.
   *
   * @param x targets in [0,1], not modified
   * @param z logits, not modified
   * @param gradient overwritten by {@code y - x}, y the logistic function of z
   * @return the loss, summed over all entries
   */
  public static double crossEntropy(INDArray x, INDArray z, INDArray gradient) {
    return sum(x, z, gradient, LossKernel::crossEntropy);
  }

  /**
   * Squared error {@code sum_i (y_i - x_i)^2}.
   *
   * @param x targets, not modified
   * @param y reconstructions, not modified
   * @param gradient overwritten by {@code 2 (y - x)}
   * @return the loss, summed over all entries
   */
  public static double squaredError(INDArray x, INDArray y, INDArray gradient) {
    return sum(x, y, gradient, LossKernel::squaredError);
  }

  /**
   * Squared error of each example, {@code sum_i (y_ni - x_ni)^2}.
   *
   * @param x targets {@code [N, ...]}, row-major, not modified
   * @param y reconstructions of the same shape, row-major, not modified
   * @param errors {@code [N]}, overwritten
   */
  public static void squaredErrors(INDArray x, INDArray y, INDArray errors) {
    int examples = (int) errors.length();
    int size = (int) (x.length() / examples);
    FloatBuffer targets = HostMemory.of(x);
    FloatBuffer outputs = HostMemory.of(y);
    FloatBuffer results = HostMemory.of(errors);
    HostMemory.forEachRange(
        examples,
        Memory::new,
        (memory, from, to) -> {
          for (int n = from; n < to; n++) {
            double sum = 0;
            for (int i = 0; i < size; i += BLOCK) {
              int count = Math.min(BLOCK, size - i);
              targets.get(n * size + i, memory.x, 0, count);
              outputs.get(n * size + i, memory.z, 0, count);
              sum += squaredError(memory, count);
            }
            results.put(n, (float) sum);
          }
        },
        x,
        y,
        errors);
  }

  private static double sum(INDArray x, INDArray z, INDArray gradient, Loss loss) {
    int length = (int) z.length();
    FloatBuffer targets = HostMemory.of(x);
    FloatBuffer outputs = HostMemory.of(z);
    FloatBuffer gradients = HostMemory.of(gradient);
    int blocks = (length + BLOCK - 1) / BLOCK;
    double[] sums = new double[blocks];
    HostMemory.parallel(
        blocks,
        Memory::new,
        (memory, block) -> {
          int from = block * BLOCK;
          int count = Math.min(BLOCK, length - from);
          targets.get(from, memory.x, 0, count);
          outputs.get(from, memory.z, 0, count);
          sums[block] = loss.of(memory, count);
          gradients.put(from, memory.z, 0, count);
        },
        x,
        z,
        gradient);
    double sum = 0;
    for (double ofBlock : sums) {
      sum += ofBlock;
    }
    return sum;
  }

  /** One logarithm a block, that of the product. Absolute values take less time than maxima. */
  private static double crossEntropy(Memory memory, int count) {
    float[] x = memory.x;
    float[] z = memory.z;
    float[] y = memory.y;
    float[] linear = memory.loss;
    System.arraycopy(z, 0, y, 0, count);
    Exponential.logistic(y, count);
    for (int i = 0; i < count; i++) {
      linear[i] = (z[i] + Math.abs(z[i])) * 0.5f - z[i] * x[i];
      z[i] = y[i] - x[i];
      y[i] = 0.5f + Math.abs(y[i] - 0.5f);
    }
    return sum(linear, count) - Math.log(product(y, count));
  }

  private static double squaredError(Memory memory, int count) {
    float[] x = memory.x;
    float[] y = memory.z;
    float[] square = memory.loss;
    for (int i = 0; i < count; i++) {
      float difference = y[i] - x[i];
      square[i] = difference * difference;
      y[i] = 2 * difference;
    }
    return sum(square, count);
  }

  /** The sum of an array, which is used up: quarters are added as vectors first. */
  private static double sum(float[] a, int count) {
    int quarter = count / 4;
    addQuarters(a, quarter);
    double s0 = 0;
    double s1 = 0;
    for (int i = 0; i + 1 < quarter; i += 2) {
      s0 += a[i];
      s1 += a[i + 1];
    }
    double sum = s0 + s1 + (quarter % 2 == 1 ? a[quarter - 1] : 0);
    for (int i = 4 * quarter; i < count; i++) {
      sum += a[i];
    }
    return sum;
  }

  private static void addQuarters(float[] a, int quarter) {
    for (int i = 0; i < quarter; i++) {
      a[i] = (a[i] + a[quarter + i]) + (a[2 * quarter + i] + a[3 * quarter + i]);
    }
  }

  /** The same of products. */
  private static double product(float[] a, int count) {
    int quarter = count / 4;
    multiplyQuarters(a, quarter);
    double p0 = 1;
    double p1 = 1;
    for (int i = 0; i + 1 < quarter; i += 2) {
      p0 *= a[i];
      p1 *= a[i + 1];
    }
    double product = p0 * p1 * (quarter % 2 == 1 ? a[quarter - 1] : 1);
    for (int i = 4 * quarter; i < count; i++) {
      product *= a[i];
    }
    return product;
  }

  private static void multiplyQuarters(float[] a, int quarter) {
    for (int i = 0; i < quarter; i++) {
      a[i] = (a[i] * a[quarter + i]) * (a[2 * quarter + i] * a[3 * quarter + i]);
    }
  }
}
