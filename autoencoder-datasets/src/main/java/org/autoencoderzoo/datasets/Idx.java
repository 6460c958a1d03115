package org.autoencoderzoo.datasets;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.zip.ZipException;
import org.tukaani.xz.XZIOException;

/**
 * The content of an IDX file of unsigned bytes, the format of the MNIST family.
 *
 * <p>An IDX file is big-endian: a magic number, one 32-bit number for each dimension, then the
 * values with the last dimension fastest. Two magic numbers are read here: 0x00000801 (one
 * dimension: labels) and 0x00000803 (three: items, rows, columns). Compressed files (gzip, xz) are
 * recognised by their first bytes.
 */
public final class Idx {
  private static final int MAGIC_LABELS = 0x00000801;
  private static final int MAGIC_IMAGES = 0x00000803;

  private final int[] shape;
  private final byte[] values;

  private Idx(int[] shape, byte[] values) {
    this.shape = shape;
    this.values = values;
  }

  /**
   * Reads a file, plain or compressed.
   *
   * @param file the file
   * @return its shape and values
   * @throws IOException if the file cannot be read, is not an IDX file of unsigned bytes, or is
   *     shorter or longer than its header says
   */
  public static Idx read(Path file) throws IOException {
    try (InputStream in = Decompression.open(file)) {
      return new Reader(file, new DataInputStream(in)).read();
    } catch (EOFException | ZipException | XZIOException e) {
      throw new IOException(
          file
              + " is damaged: "
              + Objects.requireNonNullElse(e.getMessage(), "it is cut off")
              + "; get it again",
          e);
    }
  }

  /**
   * The dimensions, items first.
   *
   * @return the array itself, not a copy
   */
  public int[] shape() {
    return shape;
  }

  /**
   * The values, unsigned, last dimension fastest.
   *
   * @return the array itself, not a copy
   */
  public byte[] values() {
    return values;
  }

  private record Reader(Path file, DataInputStream in) {
    Idx read() throws IOException {
      int[] shape = new int[dimensions()];
      for (int i = 0; i < shape.length; i++) {
        shape[i] = dimension(i);
      }
      int count = count(shape);
      byte[] values = in.readNBytes(count);
      long length = values.length + in.transferTo(OutputStream.nullOutputStream());
      if (length != count) {
        throw new IOException(
            String.format(
                "%s is %s: its dimension 1 (bytes 4-7) says %d items of %d bytes, %d in all, but %d"
                    + " bytes follow the header; get it again",
                file,
                length < count ? "cut off" : "too long",
                shape[0],
                count / shape[0],
                count,
                length));
      }
      return new Idx(shape, values);
    }

    private int dimensions() throws IOException {
      int magic = headerField("the magic number");
      return switch (magic) {
        case MAGIC_LABELS -> 1;
        case MAGIC_IMAGES -> 3;
        default ->
            throw new IOException(
                String.format(
                    "%s is not an IDX file of unsigned bytes: its magic number (bytes 0-3) is"
                        + " 0x%08x, expected 0x%08x (labels) or 0x%08x (images); name another file",
                    file, magic, MAGIC_LABELS, MAGIC_IMAGES));
      };
    }

    private int dimension(int index) throws IOException {
      String field =
          String.format("dimension %d (bytes %d-%d)", index + 1, 4 * index + 4, 4 * index + 7);
      int size = headerField(field);
      if (size <= 0) {
        throw new IOException(
            String.format(
                "%s is damaged: its %s is %d, expected at least 1; get it again",
                file, field, size));
      }
      return size;
    }

    private int headerField(String field) throws IOException {
      try {
        return in.readInt();
      } catch (EOFException e) {
        throw new IOException(
            file + " is cut off: it ends before " + field + " of its header; get it again", e);
      }
    }

    private int count(int[] shape) throws IOException {
      try {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
      } catch (ArithmeticException e) {
        String product =
            Arrays.stream(shape).mapToObj(String::valueOf).collect(Collectors.joining(" x "));
        throw new IOException(
            String.format(
                "%s is damaged: its dimensions are %s, expected a product of at most %d; get it"
                    + " again",
                file, product, Integer.MAX_VALUE),
            e);
      }
    }
  }
}
