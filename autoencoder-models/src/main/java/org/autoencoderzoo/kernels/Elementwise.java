package org.autoencoderzoo.kernels;

import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Operations on each entry. An operation of ND4J on a batch of codes takes tens of microseconds of
 * work, and as long again to wake its threads and to wait for the last of them; here a thread that
 * is late finds nothing left to do.
 */
public final class Elementwise {

  /** So few sums or products are done before a second thread is awake. */
  private static final int FEW_PRODUCTS = 128 * HostMemory.BLOCK;

  /** So few exponentials are. */
  private static final int FEW_FUNCTIONS = 4 * HostMemory.BLOCK;

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

  /**
   * Runs a loop over two arrays of the same shape and order, for which {@link HostMemory#holds}.
   *
   * @param a read
   * @param target read and written
   * @param loop what to do with each block
   */
  public static void apply(INDArray a, INDArray target, Loop loop) {
    int length = (int) target.length();
    FloatBuffer source = HostMemory.of(a);
    FloatBuffer result = HostMemory.of(target);
    forEachBlock(
        length,
        HostMemory.BLOCK,
        length > FEW_PRODUCTS,
        (from, count) -> {
          float[] as = new float[count];
          float[] targets = new float[count];
          source.get(from, as, 0, count);
          result.get(from, targets, 0, count);
          loop.run(as, targets, count);
          result.put(from, targets, 0, count);
        },
        a,
        target);
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
   * @param z {@link HostMemory#holds} for it
   * @param function such as {@link Exponential#logistic}
   */
  public static void transform(INDArray z, Function function) {
    int length = (int) z.length();
    FloatBuffer values = HostMemory.of(z);
    forEachBlock(
        length,
        HostMemory.BLOCK,
        length > FEW_FUNCTIONS,
        (from, count) -> {
          float[] block = new float[count];
          values.get(from, block, 0, count);
          function.run(block, count);
          values.put(from, block, 0, count);
        },
        z);
  }

  /**
   * Adds a row to each row, in place.
   *
   * @param rows {@code [N, K]}, row-major
   * @param row {@code [K]}
   */
  public static void addRow(INDArray rows, INDArray row) {
    int columns = (int) row.length();
    float[] added = HostMemory.floats(row);
    FloatBuffer result = HostMemory.of(rows);
    int perBlock = Math.max(1, HostMemory.BLOCK / columns);
    forEachBlock(
        (int) rows.length(),
        perBlock * columns,
        rows.length() > FEW_PRODUCTS,
        (from, count) -> {
          float[] block = new float[count];
          result.get(from, block, 0, count);
          for (int start = 0; start < count; start += columns) {
            for (int j = 0; j < columns; j++) {
              block[start + j] += added[j];
            }
          }
          result.put(from, block, 0, count);
        },
        rows);
  }

  /**
   * The sum of all rows.
   *
   * @param rows {@code [N, K]}, row-major, not modified
   * @param sum {@code [K]}, overwritten
   */
  public static void sumRows(INDArray rows, INDArray sum) {
    int columns = (int) sum.length();
    int n = (int) rows.size(0);
    FloatBuffer source = HostMemory.of(rows);
    FloatBuffer result = HostMemory.of(sum);
    int size = Math.max(1, Math.min(HostMemory.BLOCK, columns / 2));
    forEachBlock(
        columns,
        size,
        rows.length() > FEW_PRODUCTS,
        (from, count) -> {
          float[] total = new float[count];
          float[] part = new float[count];
          for (int row = 0; row < n; row++) {
            source.get(row * columns + from, part, 0, count);
            for (int j = 0; j < count; j++) {
              total[j] += part[j];
            }
          }
          result.put(from, total, 0, count);
        },
        rows,
        sum);
  }

  private interface Block {
    void run(int from, int count);
  }

  private static void forEachBlock(
      int length, int size, boolean parallel, Block block, INDArray... inUse) {
    int blocks = (length + size - 1) / size;
    if (parallel) {
      HostMemory.parallel(
          blocks, i -> block.run(i * size, Math.min(size, length - i * size)), inUse);
    } else {
      for (int i = 0; i < blocks; i++) {
        block.run(i * size, Math.min(size, length - i * size));
      }
      Reference.reachabilityFence(inUse);
    }
  }
}
