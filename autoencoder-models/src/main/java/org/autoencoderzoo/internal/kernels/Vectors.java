package org.autoencoderzoo.internal.kernels;

import java.nio.FloatBuffer;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * K vectors of length D that each lie in one piece: the rows of a row-major matrix {@code [K, D]},
 * or the columns of a column-major one {@code [D, K]}.
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
    HostMemory.forEachRange(
        count,
        () -> new Ahead<>(() -> new VectorBlocks(size)),
        (memory, from, to) ->
            memory.forEach(
                from,
                to,
                (vector, k) -> vector.read(source, k * size),
                (vector, k) -> result.put(k, vector.innerProduct(vector, memory.lanes))),
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
    HostMemory.forEachRange(
        count,
        () -> new Ahead<>(() -> new float[2][size]),
        (memory, from, to) ->
            memory.forEach(
                from,
                to,
                (rows, k) -> {
                  source.get(k * size, rows[0], 0, size);
                  result.get(k * size, rows[1], 0, size);
                },
                (rows, k) -> {
                  addScaled(rows[0], factor * factors.get(k), rows[1]);
                  result.put(k * size, rows[1], 0, size);
                }),
        vectors,
        scales,
        target);
  }

  private static void addScaled(float[] vector, float scale, float[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] = MultiplyAdd.of(scale, vector[i], sum[i]);
    }
  }

  /** Memory of a thread for two vectors: one is read while the other is computed with. */
  private static final class Ahead<T> {
    private final VectorBlocks.Lanes lanes = new VectorBlocks.Lanes();
    private T next;
    private T other;

    Ahead(Supplier<T> memory) {
      next = memory.get();
      other = memory.get();
    }

    void forEach(int from, int to, ObjIntConsumer<T> read, ObjIntConsumer<T> compute) {
      read.accept(next, from);
      for (int k = from; k < to; k++) {
        T current = next;
        next = other;
        other = current;
        if (k + 1 < to) {
          read.accept(next, k + 1);
        }
        compute.accept(current, k);
      }
    }
  }
}
