package org.autoencoderzoo.internal.kernels;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Finds the k largest entries of each row, exactly k of them: of equal entries those with the
 * lowest column win, and NaN is above all. The k-th of the maxima of parts of the row is a bound
 * that few entries reach, and selection among those (Hoare 1961) does the rest; ND4J's own {@code
 * top_k} takes many times as long.
 */
public final class LargestEntries {

  /** So many entries are looked at in the time in which one maximum is sorted in. */
  private static final int LOOKS = 8;

  /** Distance of the key of minus infinity from the lowest integer. */
  private static final int BELOW_INFINITY = 0x800000;

  private LargestEntries() {}

  /** Writes integers that are ordered as a row's entries are. */
  private interface RowSource {
    void read(int row, int[] keys);
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
    float[] mask = new float[n * columns];
    forEachRow(
        n,
        columns,
        k,
        rows.dataType() == DataType.DOUBLE
            ? ranks(rowMajor.data().asDouble())
            : keys(bits(rowMajor.data().asFloat()), false),
        (row, kept) -> {
          for (int j : kept) {
            mask[row * columns + j] = 1;
          }
        });
    return Nd4j.createFromArray(mask).reshape('c', n, columns).castTo(rows.dataType());
  }

  /**
   * Sets all but the largest entries to zero, in place.
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
        keys(HostMemory.bits(rows), byMagnitude),
        (row, kept) -> {
          entries[row] = kept;
          left[row] = SparseRows.keepOnly(kept, values, row * columns, zeros);
        },
        rows);
    return new SparseRows(columns, entries, left);
  }

  private static RowSource keys(IntBuffer bits, boolean byMagnitude) {
    int mask = byMagnitude ? Integer.MAX_VALUE : -1;
    return (row, keys) -> {
      bits.get(row * keys.length, keys, 0, keys.length);
      order(keys, mask);
    };
  }

  /**
   * Turns the bits of floats into integers of the same order, -0 into that of 0. NaN with a sign
   * would be the lowest; moved down, it becomes the highest.
   *
   * @param mask bits that count
   */
  private static void order(int[] bits, int mask) {
    for (int i = 0; i < bits.length; i++) {
      int masked = bits[i] & mask;
      int sign = masked >> 31;
      bits[i] = (((masked & Integer.MAX_VALUE) ^ sign) - sign) - BELOW_INFINITY;
    }
  }

  private static IntBuffer bits(float[] values) {
    int[] bits = new int[values.length];
    Arrays.setAll(bits, i -> Float.floatToRawIntBits(values[i]));
    return IntBuffer.wrap(bits);
  }

  /** For gradient checks, which are in double precision, and need no speed. */
  private static RowSource ranks(double[] values) {
    return (row, keys) -> {
      double[] entries =
          Arrays.stream(values, row * keys.length, (row + 1) * keys.length)
              .map(value -> value + 0.0) // Turns -0 into 0.
              .toArray();
      double[] ordered = Arrays.stream(entries).sorted().distinct().toArray();
      Arrays.setAll(keys, j -> Arrays.binarySearch(ordered, entries[j]));
    };
  }

  private static void forEachRow(
      int n, int columns, int k, RowSource source, RowResult result, INDArray... inUse) {
    HostMemory.forEachRange(
        n,
        () -> new int[2][columns],
        (memory, from, to) -> {
          for (int row = from; row < to; row++) {
            source.read(row, memory[0]);
            result.take(row, largest(memory[0], k, memory[1]));
          }
        },
        inUse);
  }

  /** The columns above the threshold, and of those equal to it as many as are missing. */
  private static int[] largest(int[] keys, int k, int[] candidates) {
    int count = candidates(keys, k, candidates);
    int[] ofCandidates = new int[count];
    for (int i = 0; i < count; i++) {
      ofCandidates[i] = keys[candidates[i]];
    }
    int threshold = select(ofCandidates.clone(), k);
    int equalsWanted = k;
    for (int key : ofCandidates) {
      equalsWanted -= key > threshold ? 1 : 0;
    }
    int[] kept = new int[k];
    int found = 0;
    for (int i = 0; found < k; i++) {
      int key = ofCandidates[i];
      if (key > threshold || key == threshold && equalsWanted-- > 0) {
        kept[found++] = candidates[i];
      }
    }
    return kept;
  }

  /**
   * Writes the columns of k entries or more, among them the k largest, and tells how many. At least
   * k parts have a maximum that reaches the bound, and others have nothing that does.
   */
  private static int candidates(int[] keys, int k, int[] columns) {
    int length = (int) Math.sqrt((double) LOOKS * keys.length / k);
    int parts = (keys.length + length - 1) / length;
    int[] maxima = new int[parts];
    for (int part = 0; part < parts; part++) {
      maxima[part] = largest(keys, part * length, Math.min(keys.length, (part + 1) * length));
    }
    int bound = parts < k ? Integer.MIN_VALUE : select(maxima.clone(), k);
    int count = 0;
    for (int part = 0; part < parts; part++) {
      if (maxima[part] >= bound) {
        int end = Math.min(keys.length, (part + 1) * length);
        for (int j = part * length; j < end; j++) {
          columns[count] = j; // Stays if it reaches the bound.
          count += keys[j] >= bound ? 1 : 0;
        }
      }
    }
    return count;
  }

  /** The largest key of a part: of four, which do not wait for each other. */
  private static int largest(int[] keys, int from, int to) {
    int a = keys[from];
    int b = a;
    int c = a;
    int d = a;
    int i = from;
    for (; i + 3 < to; i += 4) {
      a = Math.max(a, keys[i]);
      b = Math.max(b, keys[i + 1]);
      c = Math.max(c, keys[i + 2]);
      d = Math.max(d, keys[i + 3]);
    }
    for (; i < to; i++) {
      a = Math.max(a, keys[i]);
    }
    return Math.max(Math.max(a, b), Math.max(c, d));
  }

  /** Quickselect with the median of three as pivot; reorders its argument. */
  private static int select(int[] a, int k) {
    int low = 0;
    int high = a.length - 1;
    int wanted = k - 1;
    while (low < high) {
      int pivot = median(a[low], a[(low + high) >>> 1], a[high]);
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
          int swapped = a[i];
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

  private static int median(int a, int b, int c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }
}
