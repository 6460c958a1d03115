package org.autoencoderzoo.datasets.parquet;

import java.nio.ByteBuffer;

/** Parquet's hybrid of repeated and packed numbers: levels, and places in a dictionary. */
final class RunLengths {
  private static final int WIDEST = 32;

  private final ByteBuffer in;
  private final int width;
  private long left;
  private boolean isPacked;
  private int repeated;
  private int packedStart;
  private long packedBit;

  RunLengths(ByteBuffer in, int width) {
    if (width < 0 || width > WIDEST) {
      throw new IllegalArgumentException("numbers have " + width + " bits, expected 0 to 32");
    }
    this.in = in;
    this.width = width;
  }

  int next() {
    while (left == 0) {
      begin();
    }
    left--;
    if (!isPacked) {
      return repeated;
    }
    int value = (int) Bits.at(in, packedStart, packedBit, width);
    packedBit += width;
    return value;
  }

  private void begin() {
    if (width == 0) {
      left = Long.MAX_VALUE; // All are 0, and nothing is written.
      isPacked = false;
      repeated = 0;
      return;
    }
    long head = Bits.varint(in);
    isPacked = (head & 1) == 1;
    if (isPacked) {
      left = Math.multiplyExact(head >>> 1, 8L);
      packedStart = in.position();
      packedBit = 0;
      // The last group may be cut off where the page ends.
      long bytes = Math.multiplyExact(head >>> 1, (long) width);
      in.position(in.position() + (int) Math.min(bytes, in.remaining()));
    } else {
      left = head >>> 1;
      repeated = 0;
      for (int i = 0; i < (width + 7) / 8; i++) {
        repeated |= (in.get() & 0xff) << (8 * i);
      }
    }
  }
}
