package org.autoencoderzoo.kernels;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * K vectors of length D that each lie in one piece: the rows of a row-major matrix {@code [K, D]},
 * or the columns of a column-major one {@code [D, K]}. {@link HostMemory#holds} for all arrays.
 */
public final class Vectors {

  private static final int TASKS = 64;

  private Vectors() {}

  /**
   * The squared length of each vector.
   *
   * @param vectors K of length D, not modified
   * @param norms {@code [K]} or {@code [1, K]}, overwritten
   */
  public static void squaredNorms(INDArray vectors, INDArray norms) {
    int count = (int) norms.length();
    int size = (int) (vectors.length() / count);
    FloatBuffer source = HostMemory.of(vectors);
    FloatBuffer result = HostMemory.of(norms);
    forEach(
        count,
        (from, to) -> {
          Pieces vector = new Pieces(size);
          Pieces.Lanes lanes = new Pieces.Lanes();
          for (int k = from; k < to; k++) {
            vector.read(source, k * size);
            result.put(k, vector.innerProduct(vector, lanes));
          }
        },
        vectors,
        norms);
  }

  /**
   * Adds each vector times a number of its own to the vector at the same place of a target.
   *
   * @param vectors K of length D, not modified
   * @param scales {@code [K]} or {@code [1, K]}
   * @param factor of all scales
   * @param target K vectors of length D, added to
   */
  public static void addScaled(INDArray vectors, INDArray scales, float factor, INDArray target) {
    int count = (int) scales.length();
    int size = (int) (vectors.length() / count);
    FloatBuffer source = HostMemory.of(vectors);
    FloatBuffer factors = HostMemory.of(scales);
    FloatBuffer result = HostMemory.of(target);
    forEach(
        count,
        (from, to) -> {
          float[] vector = new float[size];
          float[] sum = new float[size];
          for (int k = from; k < to; k++) {
            source.get(k * size, vector, 0, size);
            result.get(k * size, sum, 0, size);
            float scale = factor * factors.get(k);
            for (int i = 0; i < size; i++) {
              sum[i] = MultiplyAdd.of(scale, vector[i], sum[i]);
            }
            result.put(k * size, sum, 0, size);
          }
        },
        vectors,
        scales,
        target);
  }

  private interface Range {
    void run(int from, int to);
  }

  private static void forEach(int count, Range range, INDArray... inUse) {
    int tasks = Math.min(count, TASKS);
    HostMemory.parallel(
        tasks,
        i -> range.run((int) ((long) count * i / tasks), (int) ((long) count * (i + 1) / tasks)),
        inUse);
  }
}
