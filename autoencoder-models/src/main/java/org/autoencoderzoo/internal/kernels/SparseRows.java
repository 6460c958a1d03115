package org.autoencoderzoo.internal.kernels;

import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A matrix {@code [N, K]} of which most entries are zero, in compressed rows, and its products with
 * K vectors of length D that each lie in one piece: the rows of a row-major matrix {@code [K, D]},
 * or the columns of a column-major one {@code [D, K]}. Time grows with the entries that are not
 * zero.
 */
public final class SparseRows {

  /** Above this share of entries that are not zero, a dense product is faster. */
  private static final double MOST_DENSE = 0.12;

  private static final int TERMS = WeightedSum.TERMS;

  private final int rows;
  private final int columns;
  private final int[][] entries;
  private final float[][] values;

  /** Takes the columns of each row's entries, and their values. */
  SparseRows(int columns, int[][] entries, float[][] values) {
    this.rows = entries.length;
    this.columns = columns;
    this.entries = entries;
    this.values = values;
  }

  /**
   * Tells whether time is saved by going through the entries that are not zero.
   *
   * @param entries that are not zero
   * @param all entries
   * @return whether they are few enough
   */
  public static boolean pays(long entries, long all) {
    return entries <= MOST_DENSE * all;
  }

  /**
   * Compresses a matrix, if that is worth it.
   *
   * @param matrix {@code [N, K]}, N at least 1, row-major, not modified
   * @return its rows; or nothing if too many of its entries are not zero for it to pay
   */
  public static Optional<SparseRows> of(INDArray matrix) {
    int rows = (int) matrix.size(0);
    SparseRows sparse = new SparseRows((int) matrix.size(1), new int[rows][], new float[rows][]);
    FloatBuffer dense = HostMemory.of(matrix);
    // One row tells of most dense matrices what they are.
    sparse.compress(dense, 0, new NonZeros(sparse.columns));
    if (!pays(sparse.entries[0].length / 2, sparse.columns)) {
      Reference.reachabilityFence(matrix);
      return Optional.empty();
    }
    HostMemory.parallel(
        rows - 1,
        () -> new NonZeros(sparse.columns),
        (nonZeros, i) -> sparse.compress(dense, i + 1, nonZeros),
        matrix);
    long nonZero = Arrays.stream(sparse.entries).mapToLong(row -> row.length).sum();
    return pays(nonZero, matrix.length()) ? Optional.of(sparse) : Optional.empty();
  }

  private void compress(FloatBuffer dense, int row, NonZeros nonZeros) {
    nonZeros.find(dense, row * columns, columns);
    entries[row] = nonZeros.places();
    values[row] = nonZeros.values();
  }

  /** {@return all entries, as a new row-major matrix} */
  public INDArray dense() {
    float[] all = new float[rows * columns];
    for (int n = 0; n < rows; n++) {
      for (int i = 0; i < entries[n].length; i++) {
        all[n * columns + entries[n][i]] = values[n][i];
      }
    }
    return Nd4j.createFromArray(all).reshape('c', rows, columns);
  }

  /**
   * Sets a matrix to zero where this one has no entry.
   *
   * @param matrix {@code [N, K]}, row-major
   */
  public void keepOnly(INDArray matrix) {
    FloatBuffer dense = HostMemory.of(matrix);
    float[] zeros = new float[columns];
    HostMemory.parallel(rows, n -> keepOnly(entries[n], dense, n * columns, zeros), matrix);
  }

  /** Sets all but some entries of a row to zero, and gives back those. */
  static float[] keepOnly(int[] kept, FloatBuffer dense, int start, float[] zeros) {
    float[] left = new float[kept.length];
    for (int i = 0; i < kept.length; i++) {
      left[i] = dense.get(start + kept[i]);
    }
    dense.put(start, zeros, 0, zeros.length);
    for (int i = 0; i < kept.length; i++) {
      dense.put(start + kept[i], left[i]);
    }
    return left;
  }

  /**
   * A function of each entry.
   *
   * @param function reads the entries and writes its values
   * @return a matrix with entries in the same places
   */
  public SparseRows map(Elementwise.Loop function) {
    SparseRows result = new SparseRows(columns, entries, new float[rows][]);
    for (int n = 0; n < rows; n++) {
      result.values[n] = new float[values[n].length];
      function.run(values[n], result.values[n], values[n].length);
    }
    return result;
  }

  /**
   * The product, entry by entry, with a dense matrix.
   *
   * @param dense {@code [N, K]}, row-major, not modified
   * @return a matrix with entries in the same places
   */
  public SparseRows multipliedBy(INDArray dense) {
    SparseRows result = new SparseRows(columns, entries, new float[rows][]);
    FloatBuffer factors = HostMemory.of(dense);
    HostMemory.parallel(
        rows,
        n -> {
          float[] products = new float[values[n].length];
          for (int i = 0; i < products.length; i++) {
            products[i] = values[n][i] * factors.get(n * columns + entries[n][i]);
          }
          result.values[n] = products;
        },
        dense);
    return result;
  }

  /**
   * The sum of all rows.
   *
   * @param sum {@code [K]}, overwritten
   */
  public void sumRows(INDArray sum) {
    float[] total = new float[columns];
    for (int n = 0; n < rows; n++) {
      for (int i = 0; i < entries[n].length; i++) {
        total[entries[n][i]] += values[n][i];
      }
    }
    HostMemory.of(sum).put(0, total, 0, columns);
    Reference.reachabilityFence(sum);
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
        () -> new float[TERMS + 1][size],
        (memory, n) -> {
          float[] sum = memory[TERMS];
          Arrays.fill(sum, 0);
          for (int i = 0; i < entries[n].length; i += TERMS) {
            int terms = Math.min(TERMS, entries[n].length - i);
            for (int j = 0; j < terms; j++) {
              w.get(entries[n][i + j] * size, memory[j], 0, size);
            }
            WeightedSum.add(memory, terms, values[n], i, sum);
          }
          result.put(n * size, sum, 0, size);
        },
        vectors,
        target);
  }

  /**
   * Adds {@code sum_n a_nk x_n} to each vector k for which this matrix has an entry.
   *
   * @param x {@code [N, D]}, row-major
   * @param target K vectors of length D
   */
  public void addTransposedTimes(INDArray x, SparseGradient target) {
    int size = target.size();
    float[][] xs = new float[rows][size];
    FloatBuffer dense = HostMemory.of(x);
    HostMemory.parallel(rows, n -> dense.get(n * size, xs[n], 0, size), x);
    SparseColumns sorted = SparseColumns.of(columns, entries, values);
    int[] starts = sorted.starts();
    int[] inRow = sorted.rows();
    float[] inColumn = sorted.values();
    FloatBuffer memory = HostMemory.of(target.array());
    HostMemory.forEachRange(
        columns,
        () -> new float[size],
        (sum, from, to) -> {
          float[][] ofColumn = new float[TERMS][];
          for (int k = from; k < to; k++) {
            if (starts[k] == starts[k + 1]) {
              continue;
            }
            target.read(memory, k, sum);
            for (int i = starts[k]; i < starts[k + 1]; i += TERMS) {
              int terms = Math.min(TERMS, starts[k + 1] - i);
              for (int j = 0; j < terms; j++) {
                ofColumn[j] = xs[inRow[i + j]];
              }
              WeightedSum.add(ofColumn, terms, inColumn, i, sum);
            }
            target.write(memory, k, sum);
          }
        },
        target.array());
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
        () -> new InnerProducts(size),
        (memory, n) -> {
          memory.example.read(dense, n * size);
          result.put(n * columns, zeros, 0, columns);
          for (int k : entries[n]) {
            memory.vector.read(w, k * size);
            result.put(n * columns + k, memory.example.innerProduct(memory.vector, memory.lanes));
          }
        },
        x,
        vectors,
        target);
  }

  /** What a thread works with. */
  private record InnerProducts(
      VectorBlocks example, VectorBlocks vector, VectorBlocks.Lanes lanes) {
    InnerProducts(int size) {
      this(new VectorBlocks(size), new VectorBlocks(size), new VectorBlocks.Lanes());
    }
  }
}
