package org.autoencoderzoo.kernels;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Losses and their gradients in one pass. Arrays have the same shape and order, and {@link
 * HostMemory#holds} for them. Sums run in double, block by block in a fixed order.
 */
public final class LossKernel {

  /** So few that a product of as many numbers of at least a half is no zero in double. */
  private static final int BLOCK = 512;

  private LossKernel() {}

  private interface Loss {
    double add(float[] x, float[] z, int count);
  }

  /**
   * Bernoulli cross-entropy from logits: {@code sum_i z_i (1[z_i > 0] - x_i) - log max(y_i, 1 -
   * y_i)}.
   *
   * @param x targets in [0,1], not modified
   * @param z logits, overwritten by the gradient {@code y - x}, y the logistic function of z
   * @return the loss, summed over all entries
   */
  public static double crossEntropy(INDArray x, INDArray z) {
    return sum(x, z, LossKernel::crossEntropy);
  }

  /**
   * Squared error {@code sum_i (y_i - x_i)^2}.
   *
   * @param x targets, not modified
   * @param y reconstructions; overwritten by the gradient {@code 2 (y - x)}
   * @return the loss, summed over all entries
   */
  public static double squaredError(INDArray x, INDArray y) {
    return sum(x, y, LossKernel::squaredError);
  }

  private static double sum(INDArray x, INDArray z, Loss loss) {
    int length = (int) z.length();
    FloatBuffer targets = HostMemory.of(x);
    FloatBuffer outputs = HostMemory.of(z);
    int blocks = (length + BLOCK - 1) / BLOCK;
    double[] sums = new double[blocks];
    HostMemory.parallel(
        blocks,
        block -> {
          int from = block * BLOCK;
          int count = Math.min(BLOCK, length - from);
          float[] xs = new float[BLOCK];
          float[] zs = new float[BLOCK];
          targets.get(from, xs, 0, count);
          outputs.get(from, zs, 0, count);
          sums[block] = loss.add(xs, zs, count);
          outputs.put(from, zs, 0, count);
        },
        x,
        z);
    double sum = 0;
    for (double ofBlock : sums) {
      sum += ofBlock;
    }
    return sum;
  }

  /** One logarithm a block, that of the product. */
  private static double crossEntropy(float[] x, float[] z, int count) {
    float[] y = Arrays.copyOf(z, count);
    Exponential.logistic(y, count);
    double linear = 0;
    double likelier = 1;
    for (int i = 0; i < count; i++) {
      linear += Math.max(z[i], 0f) - z[i] * x[i];
      likelier *= Math.max(y[i], 1 - y[i]);
      z[i] = y[i] - x[i];
    }
    return linear - Math.log(likelier);
  }

  private static double squaredError(float[] x, float[] y, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      float difference = y[i] - x[i];
      sum += difference * difference;
      y[i] = 2 * difference;
    }
    return sum;
  }
}
