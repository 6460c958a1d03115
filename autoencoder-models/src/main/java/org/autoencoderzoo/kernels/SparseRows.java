package org.autoencoderzoo.kernels;

import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A matrix {@code [N, K]} of which most entries are zero, in compressed rows, and its products with
 * K vectors of length D that each lie in one piece: the rows of a row-major matrix {@code [K, D]},
 * or the columns of a column-major one {@code [D, K]}. Time grows with the entries that are not
 * zero.
 */
public final class SparseRows {

  /** Above this share of entries that are not zero, a dense product is faster. */
  private static final double MOST_DENSE = 0.08;

  private final int rows;
  private final int columns;
  private final int[][] entries;
  private final float[][] values;

  private SparseRows(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
    this.entries = new int[rows][];
    this.values = new float[rows][];
  }

  /**
   * Compresses a matrix, if that is worth it.
   *
   * @param matrix {@code [N, K]}, not modified
   * @return its rows; or nothing if more than 8% of its entries are not zero, if it is not
   *     row-major, or if its memory is not the host's
   */
  public static Optional<SparseRows> of(INDArray matrix) {
    if (matrix.isEmpty()
        || matrix.rank() != 2
        || matrix.ordering() != 'c'
        || !HostMemory.holds(matrix)) {
      return Optional.empty();
    }
    SparseRows sparse = new SparseRows((int) matrix.size(0), (int) matrix.size(1));
    FloatBuffer dense = HostMemory.of(matrix);
    // One row tells of most dense matrices what they are.
    sparse.compress(dense, 0);
    if (sparse.entries[0].length > 2 * MOST_DENSE * sparse.columns) {
      Reference.reachabilityFence(matrix);
      return Optional.empty();
    }
    HostMemory.parallel(sparse.rows - 1, i -> sparse.compress(dense, i + 1), matrix);
    long nonZero = Arrays.stream(sparse.entries).mapToLong(row -> row.length).sum();
    return nonZero > MOST_DENSE * matrix.length() ? Optional.empty() : Optional.of(sparse);
  }

  private void compress(FloatBuffer dense, int row) {
    float[] all = new float[columns];
    dense.get(row * columns, all, 0, columns);
    int[] found = new int[columns];
    int count = 0;
    for (int j = 0; j < columns; j++) {
      if (all[j] != 0) {
        found[count++] = j;
      }
    }
    entries[row] = Arrays.copyOf(found, count);
    values[row] = new float[count];
    for (int i = 0; i < count; i++) {
      values[row][i] = all[found[i]];
    }
  }

  /**
   * Writes {@code target_n = sum_k a_nk w_k}.
   *
   * @param vectors K of length D
   * @param target {@code [N, D]}, row-major
   */
  public void times(INDArray vectors, INDArray target) {
    int size = (int) target.size(1);
    FloatBuffer w = HostMemory.of(vectors);
    FloatBuffer result = HostMemory.of(target);
    HostMemory.parallel(
        rows,
        n -> {
          float[] sum = new float[size];
          float[] vector = new float[size];
          for (int i = 0; i < entries[n].length; i++) {
            w.get(entries[n][i] * size, vector, 0, size);
            addScaled(sum, values[n][i], vector);
          }
          result.put(n * size, sum, 0, size);
        },
        vectors,
        target);
  }

  /**
   * Writes {@code target_k = sum_n a_nk x_n}, or adds it.
   *
   * @param x {@code [N, D]}, row-major
   * @param target K vectors of length D
   * @param adds whether to keep what is there
   */
  public void transposedTimes(INDArray x, INDArray target, boolean adds) {
    int size = (int) x.size(1);
    FloatBuffer result = HostMemory.of(target);
    float[][] xs = new float[rows][size];
    FloatBuffer dense = HostMemory.of(x);
    HostMemory.parallel(rows, n -> dense.get(n * size, xs[n], 0, size), x);
    int[] starts = columnStarts();
    int[] inRow = new int[starts[columns]];
    float[] inColumn = new float[starts[columns]];
    sortByColumn(starts, inRow, inColumn);
    float[] zeros = new float[size];
    int block = Math.max(1, columns / 64);
    HostMemory.parallel(
        (columns + block - 1) / block,
        task -> {
          float[] sum = new float[size];
          for (int k = task * block; k < Math.min(columns, (task + 1) * block); k++) {
            if (starts[k] == starts[k + 1]) {
              if (!adds) {
                result.put(k * size, zeros, 0, size);
              }
              continue;
            }
            if (adds) {
              result.get(k * size, sum, 0, size);
            } else {
              Arrays.fill(sum, 0);
            }
            for (int i = starts[k]; i < starts[k + 1]; i++) {
              addScaled(sum, inColumn[i], xs[inRow[i]]);
            }
            result.put(k * size, sum, 0, size);
          }
        },
        target);
  }

  private int[] columnStarts() {
    int[] starts = new int[columns + 1];
    for (int[] row : entries) {
      for (int k : row) {
        starts[k + 1]++;
      }
    }
    for (int k = 0; k < columns; k++) {
      starts[k + 1] += starts[k];
    }
    return starts;
  }

  private void sortByColumn(int[] starts, int[] inRow, float[] inColumn) {
    int[] next = Arrays.copyOf(starts, columns);
    for (int n = 0; n < rows; n++) {
      for (int i = 0; i < entries[n].length; i++) {
        int to = next[entries[n][i]]++;
        inRow[to] = n;
        inColumn[to] = values[n][i];
      }
    }
  }

  /**
   * Writes the inner products {@code target_nk = x_n . w_k} where this matrix is not zero, and zero
   * elsewhere.
   *
   * @param x {@code [N, D]}, row-major
   * @param vectors K of length D
   * @param target {@code [N, K]}, row-major
   */
  public void innerProductsWhereNotZero(INDArray x, INDArray vectors, INDArray target) {
    int size = (int) x.size(1);
    FloatBuffer dense = HostMemory.of(x);
    FloatBuffer w = HostMemory.of(vectors);
    FloatBuffer result = HostMemory.of(target);
    float[] zeros = new float[columns];
    HostMemory.parallel(
        rows,
        n -> {
          float[] example = new float[size];
          float[] vector = new float[size];
          dense.get(n * size, example, 0, size);
          result.put(n * columns, zeros, 0, columns);
          for (int k : entries[n]) {
            w.get(k * size, vector, 0, size);
            result.put(n * columns + k, InnerProduct.of(example, vector));
          }
        },
        x,
        vectors,
        target);
  }

  private static void addScaled(float[] sum, float scale, float[] vector) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += scale * vector[i];
    }
  }
}
