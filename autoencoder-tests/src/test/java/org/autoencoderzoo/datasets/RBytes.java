package org.autoencoderzoo.datasets;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Builds what R's {@code save} writes, item by item. */
final class RBytes {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  static RBytes version2() throws IOException {
    return new RBytes().ascii("RDX2\nX\n").ints(2, 0x20a01, 0x20300);
  }

  static RBytes version3() throws IOException {
    return new RBytes().ascii("RDX3\nX\n").ints(3, 0x40201, 0x30500, 5).ascii("UTF-8");
  }

  /** The data frame x: size = 1.5, -2; count = 7, NA; kind = b, a. */
  RBytes frame() throws IOException {
    named("x").ints(0x313, 3);
    ints(0xe, 2).doubles(1.5, -2);
    ints(0xd, 2, 7, Integer.MIN_VALUE);
    ints(0x30d, 2, 2, 1);
    named("levels").strings("a", "b");
    named("class").strings("factor").end();
    named("names").strings("size", "count", "kind");
    named("row.names").ints(0xd, 2, Integer.MIN_VALUE, -2);
    // The second symbol that was named so: levels, class.
    return ints(0x402, 0x3ff).strings("data.frame").end().end();
  }

  /** Begins a pair whose tag is a new symbol. */
  RBytes named(String name) throws IOException {
    return ints(0x402, 1).string(name);
  }

  RBytes strings(String... values) throws IOException {
    ints(0x10, values.length);
    for (String value : values) {
      string(value);
    }
    return this;
  }

  RBytes string(String value) throws IOException {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    ints(0x9, utf8.length);
    out.write(utf8);
    return this;
  }

  RBytes doubles(double... values) throws IOException {
    for (double value : values) {
      out.writeDouble(value);
    }
    return this;
  }

  RBytes ints(int... values) throws IOException {
    for (int value : values) {
      out.writeInt(value);
    }
    return this;
  }

  RBytes end() throws IOException {
    return ints(0xfe);
  }

  byte[] toArray() {
    return bytes.toByteArray();
  }

  static byte[] xz(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new XZOutputStream(bytes, new LZMA2Options(0))) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  private RBytes ascii(String text) throws IOException {
    out.writeBytes(text);
    return this;
  }
}
