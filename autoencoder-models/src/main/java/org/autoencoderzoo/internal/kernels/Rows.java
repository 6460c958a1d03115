package org.autoencoderzoo.internal.kernels;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Copies of rows, several at once: most of the time of one is the wait for its memory. */
public final class Rows {

  private Rows() {}

  /**
   * Gathers rows. Both arrays are row-major.
   *
   * @param x examples {@code [N, ...]}, not modified
   * @param order numbers of examples
   * @param from where in the order the wanted ones begin
   * @param target as many examples as are wanted, overwritten
   */
  public static void gather(INDArray x, int[] order, int from, INDArray target) {
    int rows = (int) target.size(0);
    int size = (int) (target.length() / rows);
    FloatBuffer source = HostMemory.of(x);
    FloatBuffer result = HostMemory.of(target);
    HostMemory.parallel(
        rows, row -> result.put(row * size, source, order[from + row] * size, size), x, target);
  }
}
