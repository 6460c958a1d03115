package org.autoencoderzoo.internal.kernels;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradient of weights of which each unit has a vector in one piece. Those of units that no
 * example used are zero, and left out: their memory may hold anything until the gradient is
 * {@linkplain #complete completed}.
 */
public final class SparseGradient {

  private final INDArray array;
  private final int start;
  private final int size;
  private final boolean[] written;

  /**
   * Creates a gradient of which all is left out.
   *
   * @param array K vectors of length D, {@code [K, D]} row-major or {@code [D, K]} column-major;
   *     written in part
   */
  public SparseGradient(INDArray array) {
    this(array, new boolean[(int) array.size(array.ordering() == 'f' ? 1 : 0)]);
  }

  /**
   * Creates a gradient of which some is left out.
   *
   * @param array the same
   * @param written whether a vector is not left out
   */
  public SparseGradient(INDArray array, boolean[] written) {
    this.array = array;
    this.start = (int) array.offset();
    this.size = (int) array.size(array.ordering() == 'f' ? 0 : 1);
    this.written = written;
  }

  /**
   * {@return a gradient of which nothing is left out}
   *
   * @param array the same
   */
  public static SparseGradient dense(INDArray array) {
    SparseGradient gradient = new SparseGradient(array);
    Arrays.fill(gradient.written, true);
    return gradient;
  }

  INDArray array() {
    return array;
  }

  /** {@return whether a vector is not left out} */
  public boolean[] written() {
    return written;
  }

  /** Length of a vector. */
  int size() {
    return size;
  }

  /** Reads a vector, zeros if it is left out. */
  void read(FloatBuffer memory, int vector, float[] target) {
    if (written[vector]) {
      memory.get(vector * size, target, 0, size);
    } else {
      Arrays.fill(target, 0);
    }
  }

  /** Writes a vector, which is no longer left out. */
  void write(FloatBuffer memory, int vector, float[] values) {
    memory.put(vector * size, values, 0, size);
    written[vector] = true;
  }

  /** Writes the zeros that are left out. */
  public void complete() {
    FloatBuffer memory = HostMemory.of(array);
    HostMemory.forEachRange(
        written.length,
        () -> new float[size],
        (zeros, from, to) -> {
          for (int vector = from; vector < to; vector++) {
            if (!written[vector]) {
              write(memory, vector, zeros);
            }
          }
        },
        array);
  }

  /**
   * Tells whether all of a range is left out.
   *
   * @param from first index, as {@code INDArray.offset()} counts
   * @param count of entries, at least 1
   */
  boolean leavesOut(int from, int count) {
    int first = from - start;
    int last = first + count - 1;
    if (first < 0 || last >= size * written.length) {
      return false;
    }
    for (int vector = first / size; vector <= last / size; vector++) {
      if (written[vector]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Sets to zero what was read of vectors that are left out.
   *
   * @param from index of the first entry, as {@code INDArray.offset()} counts
   * @param entries as they lie in memory
   * @param count of entries, at least 1
   */
  void clear(int from, float[] entries, int count) {
    int first = Math.max(0, from - start);
    int last = Math.min(size * written.length, from - start + count) - 1;
    if (first > last) {
      return;
    }
    for (int vector = first / size; vector <= last / size; vector++) {
      if (!written[vector]) {
        int shift = start - from;
        Arrays.fill(
            entries,
            Math.max(0, vector * size + shift),
            Math.min(count, (vector + 1) * size + shift),
            0);
      }
    }
  }
}
