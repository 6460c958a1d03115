package org.autoencoderzoo.kernels;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One step of Adam (Kingma and Ba 2015, algorithm 1, in the order of computation that its section 2
 * recommends), a block at a time: each number is read and written once.
 */
public final class AdamKernel {

  /** More than there are cores, so that one that is busy elsewhere does not hold up the others. */
  private static final int TASKS = 64;

  private AdamKernel() {}

  /**
   * Updates the moments and turns the gradient into the update. All arrays have the same length,
   * order and type, for which {@link HostMemory#holds}.
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
    int length = (int) gradient.length();
    FloatBuffer g = HostMemory.of(gradient);
    FloatBuffer m = HostMemory.of(first);
    FloatBuffer v = HostMemory.of(second);
    int blocks = (length + HostMemory.BLOCK - 1) / HostMemory.BLOCK;
    int tasks = Math.min(blocks, TASKS);
    HostMemory.parallel(
        tasks,
        task -> {
          float[] gs = new float[HostMemory.BLOCK];
          float[] ms = new float[HostMemory.BLOCK];
          float[] vs = new float[HostMemory.BLOCK];
          int end = (int) ((long) blocks * (task + 1) / tasks);
          for (int block = (int) ((long) blocks * task / tasks); block < end; block++) {
            int from = block * HostMemory.BLOCK;
            int count = Math.min(HostMemory.BLOCK, length - from);
            g.get(from, gs, 0, count);
            m.get(from, ms, 0, count);
            v.get(from, vs, 0, count);
            step(gs, ms, vs, count, (float) rate, (float) beta1, (float) beta2, (float) epsilon);
            g.put(from, gs, 0, count);
            m.put(from, ms, 0, count);
            v.put(from, vs, 0, count);
          }
        });
  }

  private static void step(
      float[] g,
      float[] m,
      float[] v,
      int count,
      float rate,
      float beta1,
      float beta2,
      float epsilon) {
    float rest1 = 1 - beta1;
    float rest2 = 1 - beta2;
    for (int i = 0; i < count; i++) {
      float gradient = g[i];
      float first = beta1 * m[i] + rest1 * gradient;
      float second = beta2 * v[i] + rest2 * gradient * gradient;
      m[i] = first;
      v[i] = second;
      g[i] = rate * first / ((float) Math.sqrt(second) + epsilon);
    }
  }
}
