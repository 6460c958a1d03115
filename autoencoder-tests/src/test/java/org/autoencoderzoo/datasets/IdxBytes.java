package org.autoencoderzoo.datasets;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** Content of small IDX files, right and wrong. */
final class IdxBytes {
  static final int LABELS = 0x801;
  static final int IMAGES = 0x803;

  private IdxBytes() {}

  /** A header of these fields, then the values 0, 1, 2 ... modulo 256. */
  static byte[] of(int values, int... header) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (int field : header) {
      out.writeInt(field);
    }
    for (int i = 0; i < values; i++) {
      out.writeByte(i);
    }
    return bytes.toByteArray();
  }

  static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }
}
