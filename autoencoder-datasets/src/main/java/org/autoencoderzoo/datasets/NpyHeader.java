package org.autoencoderzoo.datasets;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.autoencoderzoo.datasets.ArrayFile.ArrayHeader;
import org.autoencoderzoo.datasets.ArrayFile.NumberType;

/** Reads what stands before the values of an NPY file: a dictionary of Python. */
final class NpyHeader {
  /** The magic number goes on behind its first four bytes. */
  private static final int REST_OF_MAGIC = 0x5059;

  private static final int LONGEST = 1 << 16;

  private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([<>|=])(\\w+)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9,\\sL]*)\\)");

  private static final Map<String, NumberType> TYPES =
      Map.ofEntries(
          Map.entry("b1", NumberType.BOOL),
          Map.entry("u1", NumberType.UINT8),
          Map.entry("i1", NumberType.INT8),
          Map.entry("u2", NumberType.UINT16),
          Map.entry("i2", NumberType.INT16),
          Map.entry("u4", NumberType.UINT32),
          Map.entry("i4", NumberType.INT32),
          Map.entry("u8", NumberType.UINT64),
          Map.entry("i8", NumberType.INT64),
          Map.entry("f2", NumberType.FLOAT16),
          Map.entry("f4", NumberType.FLOAT32),
          Map.entry("f8", NumberType.FLOAT64));

  private NpyHeader() {}

  static ArrayHeader read(Path file, DataInputStream in) throws IOException {
    int magic = in.readUnsignedShort();
    int version = in.readUnsignedByte();
    in.readUnsignedByte();
    if (magic != REST_OF_MAGIC || version < 1 || version > 3) {
      throw new IOException(
          "%s is no NPY file of version 1 to 3, but of version %d".formatted(file, version));
    }
    long length =
        version == 1
            ? Short.toUnsignedInt(Short.reverseBytes(in.readShort()))
            : Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
    if (length > LONGEST) {
      throw new IOException(
          "%s is damaged: its header has %d bytes, expected at most %d"
              .formatted(file, length, LONGEST));
    }
    byte[] bytes = in.readNBytes((int) length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return header(file, new String(bytes, StandardCharsets.UTF_8));
  }

  private static ArrayHeader header(Path file, String text) throws IOException {
    Matcher type = found(file, TYPE, text);
    Matcher shape = found(file, SHAPE, text);
    NumberType number = TYPES.get(type.group(2));
    if (number == null) {
      throw new IOException(
          "%s holds values of type %s, expected numbers such as f4, f8, i4 or u1"
              .formatted(file, type.group(2)));
    }
    long[] sizes;
    try {
      sizes =
          Arrays.stream(shape.group(1).split(","))
              .map(size -> size.replace("L", "").strip())
              .filter(size -> !size.isEmpty())
              .mapToLong(Long::parseLong)
              .toArray();
    } catch (NumberFormatException e) {
      throw new IOException(file + " is damaged: its shape is (" + shape.group(1) + ")", e);
    }
    if (sizes.length == 0) {
      throw new IOException(file + " holds a single number, expected an array");
    }
    ByteOrder order = type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    boolean isColumnMajor = found(file, ORDER, text).group(1).equals("True");
    return new ArrayHeader(sizes, number, order, isColumnMajor);
  }

  private static Matcher found(Path file, Pattern pattern, String text) throws IOException {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IOException(
          "%s holds no array of numbers, but %s; save one of numbers"
              .formatted(file, Cell.shown(text.strip())));
    }
    return matcher;
  }
}
