package org.autoencoderzoo.kernels;

import java.nio.FloatBuffer;
import java.util.Arrays;

/** Finds the entries of a run of floats that are not zero, most of which are. */
final class NonZeros {

  /** Entries that are looked at together. */
  private static final int GROUP = 8;

  private final float[] block = new float[HostMemory.BLOCK];
  private final int[] places;
  private final float[] values;
  private int count;

  /** Creates the memory for runs of a length, or shorter ones. */
  NonZeros(int length) {
    this.places = new int[length];
    this.values = new float[length];
  }

  /** Goes through the run that begins somewhere in a buffer. */
  void find(FloatBuffer source, int start, int length) {
    count = 0;
    for (int from = 0; from < length; from += block.length) {
      int size = Math.min(block.length, length - from);
      source.get(start + from, block, 0, size);
      int j = 0;
      for (; j + GROUP <= size; j += GROUP) {
        if (bitsOfGroup(j) != 0) {
          take(from, j, j + GROUP);
        }
      }
      take(from, j, size);
    }
  }

  /** Where they are in the run, in ascending order. */
  int[] places() {
    return Arrays.copyOf(places, count);
  }

  /** What they are. */
  float[] values() {
    return Arrays.copyOf(values, count);
  }

  /** Zero if all entries are, and have no sign. */
  private int bitsOfGroup(int j) {
    return (bits(j) | bits(j + 1) | bits(j + 2) | bits(j + 3))
        | (bits(j + 4) | bits(j + 5) | bits(j + 6) | bits(j + 7));
  }

  private int bits(int j) {
    return Float.floatToRawIntBits(block[j]);
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
