package org.autoencoderzoo.internal.kernels;

import java.nio.FloatBuffer;
import java.util.Arrays;

/** Finds the entries of a row that are not zero, most of which are. */
final class NonZeros {

  /** Entries that are looked at one by one where there is one that is not zero. */
  private static final int GROUP = 8;

  private static final float[] ZEROS = new float[HostMemory.BLOCK];

  private final float[] block = new float[HostMemory.BLOCK];
  private final int[] places;
  private final float[] values;
  private int count;

  /** Creates the memory for rows of a length, or shorter ones. */
  NonZeros(int length) {
    this.places = new int[length];
    this.values = new float[length];
  }

  /** Goes through the row that begins somewhere in a buffer. */
  void find(FloatBuffer source, int start, int length) {
    count = 0;
    for (int from = 0; from < length; from += block.length) {
      int size = Math.min(block.length, length - from);
      source.get(start + from, block, 0, size);
      int j = next(0, size);
      while (j < size) {
        int end = Math.min(size, j + GROUP);
        take(from, j, end);
        j = next(end, size);
      }
    }
  }

  /** Where they are in the row, in ascending order. */
  int[] places() {
    return Arrays.copyOf(places, count);
  }

  /** What they are. */
  float[] values() {
    return Arrays.copyOf(values, count);
  }

  /** The place of the next entry that is not zero, or that is one with a sign. */
  private int next(int j, int size) {
    int zeros = Arrays.mismatch(block, j, size, ZEROS, j, size);
    return zeros < 0 ? size : j + zeros;
  }

  private void take(int start, int from, int to) {
    for (int j = from; j < to; j++) {
      if (block[j] != 0) {
        values[count] = block[j];
        places[count++] = start + j;
      }
    }
  }
}
