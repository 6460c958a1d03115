package org.autoencoderzoo.datasets.parquet;

import java.nio.ByteBuffer;

/** Numbers of a few bits, and of a varying number of bytes. */
final class Bits {
  private static final int LONGEST = 63;

  private Bits() {}

  /** Unsigned, 7 bits a byte, the lowest first. */
  static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift <= LONGEST; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number has more than 64 bits");
  }

  /** The number of the given width, 0 to 64 bits, that begins at a bit of a buffer. */
  static long at(ByteBuffer in, int start, long bit, int width) {
    long value = 0;
    for (int done = 0; done < width; ) {
      long position = bit + done;
      int inByte = (int) (position & 7);
      int taken = Math.min(8 - inByte, width - done);
      long part = (in.get(start + (int) (position >>> 3)) & 0xff) >>> inByte;
      value |= (part & ((1L << taken) - 1)) << done;
      done += taken;
    }
    return value;
  }
}
