package org.autoencoderzoo.kernels;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Finds the k largest entries of each row, exactly k of them: of equal entries those with the
 * lowest column win. A sample of the row gives a bound that few entries pass, and selection among
 * those (Hoare 1961) the rest; ND4J's own {@code top_k} takes a hundred times as long.
 */
public final class LargestEntries {

  /** Entries that the bound is taken from. */
  private static final int SAMPLE = 256;

  private LargestEntries() {}

  /** Writes an integer for each entry of a row that is ordered as the entries are. */
  private interface RowKeys {
    void write(int row, long[] keys);
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
        (row, keys) -> {
          for (int j = 0; j < columns; j++) {
            keys[j] = key(values[row * columns + j]);
          }
        },
        (row, kept) -> {
          for (int j : kept) {
            mask[row * columns + j] = 1;
          }
        });
    return Nd4j.createFromArray(mask).reshape('c', n, columns).castTo(rows.dataType());
  }

  /**
   * Sets all but the largest entries to zero, in place, and the same entries of a second array.
   * {@link HostMemory#holds} for both.
   *
   * @param rows {@code [N, K]}, row-major
   * @param k entries to keep in each row, 1 to K
   * @param byMagnitude whether the absolute value counts
   * @param alike of the same shape and order, or null
   */
  public static void keep(INDArray rows, int k, boolean byMagnitude, INDArray alike) {
    int n = (int) rows.size(0);
    int columns = (int) rows.size(1);
    FloatBuffer values = HostMemory.of(rows);
    FloatBuffer others = alike == null ? null : HostMemory.of(alike);
    float[] zeros = new float[columns];
    forEachRow(
        n,
        columns,
        k,
        (row, keys) -> {
          float[] h = new float[columns];
          values.get(row * columns, h, 0, columns);
          for (int j = 0; j < columns; j++) {
            keys[j] = key(byMagnitude ? Math.abs(h[j]) : h[j]);
          }
        },
        (row, kept) -> {
          keepOnly(values, row * columns, kept, zeros);
          if (others != null) {
            keepOnly(others, row * columns, kept, zeros);
          }
        },
        rows,
        alike);
  }

  private static void keepOnly(FloatBuffer values, int from, int[] kept, float[] zeros) {
    float[] old = new float[kept.length];
    for (int i = 0; i < kept.length; i++) {
      old[i] = values.get(from + kept[i]);
    }
    values.put(from, zeros, 0, zeros.length);
    for (int i = 0; i < kept.length; i++) {
      values.put(from + kept[i], old[i]);
    }
  }

  private static void forEachRow(
      int n, int columns, int k, RowKeys keys, RowResult result, INDArray... inUse) {
    HostMemory.parallel(
        n,
        row -> {
          long[] rowKeys = new long[columns];
          keys.write(row, rowKeys);
          result.take(row, largest(rowKeys, k));
        },
        inUse);
  }

  /** The columns above the threshold, and of those equal to it as many as are missing. */
  private static int[] largest(long[] keys, int k) {
    long threshold = kthLargest(keys, k);
    int[] kept = new int[k];
    int above = 0;
    for (long key : keys) {
      above += key > threshold ? 1 : 0;
    }
    int equalsWanted = k - above;
    int count = 0;
    for (int j = 0; count < k; j++) {
      if (keys[j] > threshold) {
        kept[count++] = j;
      } else if (keys[j] == threshold && equalsWanted > 0) {
        kept[count++] = j;
        equalsWanted--;
      }
    }
    return kept;
  }

  private static long kthLargest(long[] keys, int k) {
    long[] candidates = above(keys, bound(keys, k));
    // The bound is a guess: too high, it lets fewer than k pass.
    return candidates.length >= k
        ? select(candidates, k)
        : select(Arrays.copyOf(keys, keys.length), k);
  }

  /** What about twice k entries pass, going by every so many-th of them. */
  private static long bound(long[] keys, int k) {
    if (keys.length <= 2 * SAMPLE) {
      return Long.MIN_VALUE;
    }
    long[] sample = new long[SAMPLE];
    for (int i = 0; i < SAMPLE; i++) {
      sample[i] = keys[(int) ((long) i * keys.length / SAMPLE)];
    }
    int rank = (int) (1.5 * SAMPLE * k / keys.length) + 4;
    if (rank >= SAMPLE) {
      return Long.MIN_VALUE;
    }
    Arrays.sort(sample);
    return sample[SAMPLE - rank];
  }

  private static long[] above(long[] keys, long bound) {
    long[] passed = new long[keys.length];
    int count = 0;
    for (long key : keys) {
      if (key >= bound) {
        passed[count++] = key;
      }
    }
    return Arrays.copyOf(passed, count);
  }

  /** An integer that is ordered as the number is; NaN is above all, and -0 is 0. */
  private static long key(double value) {
    long bits = Double.doubleToLongBits(value + 0.0);
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }

  private static long key(float value) {
    int bits = Float.floatToIntBits(value + 0f);
    return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
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
