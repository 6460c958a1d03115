package org.autoencoderzoo.kernels;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Finds the k largest entries of each row, exactly k of them: of equal entries those with the
 * lowest column win, and NaN is above all. A sample of the row gives a bound that few entries pass,
 * and selection among those (Hoare 1961) the rest; ND4J's own {@code top_k} takes a hundred times
 * as long.
 */
public final class LargestEntries {

  /** Entries that the bound is taken from. */
  private static final int SAMPLE = 256;

  /** More than there are cores; the rows of a task share its memory. */
  private static final int TASKS = 64;

  private LargestEntries() {}

  /** Copies what counts of a row's entries. */
  private interface RowSource {
    void read(int row, double[] entries);
  }

  /** Takes the columns to keep, in ascending order. */
  private interface RowResult {
    void take(int row, int[] columns);
  }

  /**
   * Marks the largest entries.
   *
   * @param rows {@code [N, K]}, of type float or double, not modified
   * @param k entries to mark in each row, 1 to K
   * @return {@code [N, K]} of the same type, detached: one at the largest entries, zero elsewhere
   */
  public static INDArray mask(INDArray rows, int k) {
    int n = (int) rows.size(0);
    int columns = (int) rows.size(1);
    INDArray rowMajor = rows.ordering() == 'c' && !rows.isView() ? rows : rows.dup('c');
    double[] values = rowMajor.data().asDouble(); // Floats keep their order.
    float[] mask = new float[values.length];
    forEachRow(
        n,
        columns,
        k,
        (row, entries) -> System.arraycopy(values, row * columns, entries, 0, columns),
        (row, kept) -> {
          for (int j : kept) {
            mask[row * columns + j] = 1;
          }
        });
    return Nd4j.createFromArray(mask).reshape('c', n, columns).castTo(rows.dataType());
  }

  /**
   * Sets all but the largest entries to zero, in place. {@link HostMemory#holds} for the matrix.
   *
   * @param rows {@code [N, K]}, row-major
   * @param k entries to keep in each row, 1 to K
   * @param byMagnitude whether the absolute value counts
   * @return what is left
   */
  public static SparseRows keep(INDArray rows, int k, boolean byMagnitude) {
    int n = (int) rows.size(0);
    int columns = (int) rows.size(1);
    FloatBuffer values = HostMemory.of(rows);
    int[][] entries = new int[n][];
    float[][] left = new float[n][];
    float[] zeros = new float[columns];
    forEachRow(
        n,
        columns,
        k,
        (row, target) -> read(values, row * columns, target, byMagnitude),
        (row, kept) -> {
          entries[row] = kept;
          left[row] = SparseRows.keepOnly(kept, values, row * columns, zeros);
        },
        rows);
    return new SparseRows(columns, entries, left);
  }

  private static void read(FloatBuffer values, int from, double[] target, boolean byMagnitude) {
    float[] block = new float[HostMemory.BLOCK];
    for (int start = 0; start < target.length; start += block.length) {
      int count = Math.min(block.length, target.length - start);
      values.get(from + start, block, 0, count);
      for (int j = 0; j < count; j++) {
        target[start + j] = byMagnitude ? Math.abs(block[j]) : block[j];
      }
    }
  }

  private static void forEachRow(
      int n, int columns, int k, RowSource source, RowResult result, INDArray... inUse) {
    int tasks = Math.min(n, TASKS);
    HostMemory.parallel(
        tasks,
        task -> {
          double[] entries = new double[columns];
          int[] candidates = new int[columns];
          for (int row = n * task / tasks; row < n * (task + 1) / tasks; row++) {
            source.read(row, entries);
            result.take(row, largest(entries, k, candidates));
          }
        },
        inUse);
  }

  /** The columns above the threshold, and of those equal to it as many as are missing. */
  private static int[] largest(double[] entries, int k, int[] candidates) {
    int count = notBelow(bound(entries, k), entries, candidates);
    if (count < k) { // The bound is a guess.
      count = notBelow(Double.NEGATIVE_INFINITY, entries, candidates);
    }
    long[] keys = new long[count];
    for (int i = 0; i < count; i++) {
      keys[i] = key(entries[candidates[i]]);
    }
    long threshold = select(keys.clone(), k);
    int equalsWanted = k;
    for (long key : keys) {
      equalsWanted -= key > threshold ? 1 : 0;
    }
    int[] kept = new int[k];
    int found = 0;
    for (int i = 0; found < k; i++) {
      if (keys[i] > threshold || keys[i] == threshold && equalsWanted-- > 0) {
        kept[found++] = candidates[i];
      }
    }
    return kept;
  }

  /** Writes the columns of the entries that are not below a bound, and tells how many. */
  private static int notBelow(double bound, double[] entries, int[] columns) {
    int count = 0;
    for (int j = 0; j < entries.length; j++) {
      if (!(entries[j] < bound)) { // NaN is not below anything.
        columns[count++] = j;
      }
    }
    return count;
  }

  /** What about twice k entries reach, going by every so many-th of them. */
  private static double bound(double[] entries, int k) {
    int rank = (int) (1.5 * SAMPLE * k / entries.length) + 4;
    if (entries.length <= 2 * SAMPLE || rank >= SAMPLE) {
      return Double.NEGATIVE_INFINITY;
    }
    long[] sample = new long[SAMPLE];
    for (int i = 0; i < SAMPLE; i++) {
      sample[i] = key(entries[(int) ((long) i * entries.length / SAMPLE)]);
    }
    return value(select(sample, rank));
  }

  /** An integer that is ordered as the number is; NaN is above all, and -0 is 0. */
  private static long key(double value) {
    return reordered(Double.doubleToLongBits(value + 0.0));
  }

  private static double value(long key) {
    return Double.longBitsToDouble(reordered(key));
  }

  /** Turns the bits of a number into its key, and back. */
  private static long reordered(long bits) {
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }

  /** Quickselect with the median of three as pivot; reorders its argument. */
  private static long select(long[] a, int k) {
    int low = 0;
    int high = a.length - 1;
    int wanted = k - 1;
    while (low < high) {
      long pivot = median(a[low], a[(low + high) >>> 1], a[high]);
      int i = low;
      int j = high;
      while (i <= j) {
        while (a[i] > pivot) {
          i++;
        }
        while (a[j] < pivot) {
          j--;
        }
        if (i <= j) {
          long swapped = a[i];
          a[i++] = a[j];
          a[j--] = swapped;
        }
      }
      if (wanted <= j) {
        high = j;
      } else if (wanted >= i) {
        low = i;
      } else {
        return a[wanted];
      }
    }
    return a[wanted];
  }

  private static long median(long a, long b, long c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }
}
