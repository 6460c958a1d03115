package org.autoencoderzoo.datasets;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.zip.ZipException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.tukaani.xz.XZIOException;

/**
 * Arrays of numbers in files: NumPy's NPY (versions 1 to 3) and IDX, of any shape and size, of
 * bytes, whole or real numbers, plain or compressed (gzip, xz). Their first bytes tell which it is.
 */
public final class ArrayFile {
  private static final int CHUNK = 1 << 16;

  /** No gzip file holds more bytes for each of its own. */
  private static final long MOST_RATIO = 1100;

  private static final int NPY = 0x934e554d;

  private ArrayFile() {}

  /**
   * Reads an array, whole.
   *
   * @param file the file
   * @return {@code [N, ...]} as in the file, float32, 'c' order; values as they are: bytes from 0
   *     to 255
   * @throws IOException if the file cannot be read, is neither NPY nor IDX, holds no numbers, or is
   *     shorter or longer than its header says; the message names it
   */
  public static INDArray read(Path file) throws IOException {
    return read(
        file,
        (header, in) -> {
          INDArray array = whole(file, header, in);
          return header.isColumnMajor() ? array.permute(reversed(array.rank())).dup('c') : array;
        });
  }

  /**
   * Reads the sizes of an array, and no values.
   *
   * @param file the file
   * @return N and what follows, as in the file
   * @throws IOException if the file cannot be read, is neither NPY nor IDX, or holds no numbers
   */
  public static long[] shape(Path file) throws IOException {
    return read(file, (header, in) -> header.shape());
  }

  /** Reads what stands behind a header. */
  @FunctionalInterface
  private interface Content<T> {
    T read(ArrayHeader header, DataInputStream in) throws IOException;
  }

  private static <T> T read(Path file, Content<T> content) throws IOException {
    try (InputStream bytes = Decompression.open(file)) {
      DataInputStream in = new DataInputStream(bytes);
      int magic = in.readInt();
      ArrayHeader header =
          magic == NPY ? NpyHeader.read(file, in) : IdxHeader.read(file, magic, in);
      requireRoom(file, header);
      return content.read(header, in);
    } catch (EOFException e) {
      throw new IOException(file + " is cut off; get it again", e);
    } catch (ZipException | XZIOException e) {
      throw new IOException(file + " is damaged: " + e.getMessage() + "; get it again", e);
    }
  }

  private static INDArray whole(Path file, ArrayHeader header, DataInputStream in)
      throws IOException {
    INDArray array = values(file, header, in);
    if (in.transferTo(OutputStream.nullOutputStream()) > 0) {
      throw new IOException(
          "%s is too long: its header says %s, but more bytes follow; get it again"
              .formatted(file, shape(header)));
    }
    return array;
  }

  /** Refuses a header that says more than the file can hold, before memory is taken. */
  private static void requireRoom(Path file, ArrayHeader header) throws IOException {
    long count = 1;
    try {
      for (long size : header.shape()) {
        if (size < 1) {
          throw new IOException(
              "%s holds an array of %s, expected at least 1 of each"
                  .formatted(file, shape(header)));
        }
        count = Math.multiplyExact(count, size);
      }
      count = Math.multiplyExact(count, header.type().bytes());
    } catch (ArithmeticException e) {
      count = Long.MAX_VALUE;
    }
    if (Files.isRegularFile(file) && count / MOST_RATIO > Files.size(file)) {
      throw new IOException(
          "%s is damaged: its header says %s, but it has %d bytes; get it again"
              .formatted(file, shape(header), Files.size(file)));
    }
  }

  private static INDArray values(Path file, ArrayHeader header, DataInputStream in)
      throws IOException {
    long[] shape = header.isColumnMajor() ? reversed(header.shape()) : header.shape();
    long count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    INDArray flat = Nd4j.createUninitialized(DataType.FLOAT, count);
    int width = header.type().bytes();
    for (long at = 0; at < count; at += CHUNK) {
      int some = (int) Math.min(CHUNK, count - at);
      byte[] bytes = in.readNBytes(some * width);
      if (bytes.length < some * width) {
        throw new IOException(
            "%s is cut off: its header says %s, but value %d is missing; get it again"
                .formatted(file, shape(header), at + bytes.length / width + 1));
      }
      float[] values = new float[some];
      ByteBuffer buffer = ByteBuffer.wrap(bytes).order(header.order());
      for (int i = 0; i < some; i++) {
        values[i] = header.type().read(buffer);
      }
      flat.get(NDArrayIndex.interval(at, at + some)).assign(Nd4j.createFromArray(values));
    }
    return flat.reshape('c', shape);
  }

  private static String shape(ArrayHeader header) {
    return words(header.shape());
  }

  /** Such as "60000 x 28 x 28". */
  static String words(long[] shape) {
    return Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(" x "));
  }

  private static long[] reversed(long[] shape) {
    long[] reversed = new long[shape.length];
    for (int i = 0; i < shape.length; i++) {
      reversed[i] = shape[shape.length - 1 - i];
    }
    return reversed;
  }

  private static int[] reversed(int rank) {
    int[] axes = new int[rank];
    for (int i = 0; i < rank; i++) {
      axes[i] = rank - 1 - i;
    }
    return axes;
  }

  /**
   * What stands before the values of an array.
   *
   * @param shape the array's sizes
   * @param type of its values
   * @param order of the bytes of a value
   * @param isColumnMajor whether the first dimension runs fastest
   */
  record ArrayHeader(long[] shape, NumberType type, ByteOrder order, boolean isColumnMajor) {}

  /** How a number is stored. */
  enum NumberType {
    BOOL(1),
    UINT8(1),
    INT8(1),
    UINT16(2),
    INT16(2),
    UINT32(4),
    INT32(4),
    UINT64(8),
    INT64(8),
    FLOAT16(2),
    FLOAT32(4),
    FLOAT64(8);

    private static final float TWO_TO_64 = 0x1p64f;

    private final int bytes;

    NumberType(int bytes) {
      this.bytes = bytes;
    }

    int bytes() {
      return bytes;
    }

    float read(ByteBuffer in) {
      return switch (this) {
        case BOOL -> in.get() == 0 ? 0 : 1;
        case UINT8 -> in.get() & 0xff;
        case INT8 -> in.get();
        case UINT16 -> in.getShort() & 0xffff;
        case INT16 -> in.getShort();
        case UINT32 -> in.getInt() & 0xffffffffL;
        case INT32 -> in.getInt();
        case UINT64 -> {
          long value = in.getLong();
          yield value >= 0 ? value : value + TWO_TO_64;
        }
        case INT64 -> in.getLong();
        case FLOAT16 -> half(in.getShort());
        case FLOAT32 -> in.getFloat();
        case FLOAT64 -> (float) in.getDouble();
      };
    }

    private static float half(int bits) {
      int exponent = (bits >> 10) & 0x1f;
      int fraction = bits & 0x3ff;
      float size;
      if (exponent == 0x1f) {
        size = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
      } else if (exponent == 0) {
        size = fraction * 0x1p-24f;
      } else {
        size = Math.scalb(1024f + fraction, exponent - 25);
      }
      return (bits & 0x8000) == 0 ? size : -size;
    }
  }
}
