package org.autoencoderzoo.datasets;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.autoencoderzoo.datasets.ArrayFile.ArrayHeader;
import org.autoencoderzoo.datasets.ArrayFile.NumberType;

/** Reads what stands before the values of an IDX file: their type, and the array's sizes. */
final class IdxHeader {
  private IdxHeader() {}

  /**
   * Reads what follows the magic number: two zeros, the type, and how many dimensions there are.
   */
  static ArrayHeader read(Path file, int magic, DataInputStream in) throws IOException {
    NumberType type =
        switch (magic >>> 8) {
          case 0x08 -> NumberType.UINT8;
          case 0x09 -> NumberType.INT8;
          case 0x0b -> NumberType.INT16;
          case 0x0c -> NumberType.INT32;
          case 0x0d -> NumberType.FLOAT32;
          case 0x0e -> NumberType.FLOAT64;
          default ->
              throw new IOException(
                  "%s is neither an NPY nor an IDX file: it begins with 0x%08x; name another file"
                      .formatted(file, magic));
        };
    int dimensions = magic & 0xff;
    if (dimensions == 0) {
      throw new IOException(file + " is damaged: its magic number says that it has no dimensions");
    }
    long[] shape = new long[dimensions];
    for (int i = 0; i < dimensions; i++) {
      shape[i] = Integer.toUnsignedLong(in.readInt());
    }
    return new ArrayHeader(shape, type, ByteOrder.BIG_ENDIAN, false);
  }
}
