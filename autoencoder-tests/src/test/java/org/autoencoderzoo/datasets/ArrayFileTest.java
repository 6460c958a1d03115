package org.autoencoderzoo.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The headers are as numpy.save of NumPy 1.24 writes them. */
class ArrayFileTest {
  private static final float[][] VALUES = {{1, 2, 3}, {4, 5, 100}};

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<f8", ">f8", "<f4", ">f4", "<f2", "<i8", ">i4", "<i4", "<i2", "|i1", "|u1", "<u2", "<u4",
        "<u8"
      })
  void numbersOfEveryTypeReadTheSame(String type) throws IOException {
    INDArray read = read(npy(1, type, "False", "(2, 3)", bytes(type, 1, 2, 3, 4, 5, 100)));
    assertThat(read.dataType()).isEqualTo(DataType.FLOAT);
    assertThat(read.toFloatMatrix()).isDeepEqualTo(VALUES);
  }

  @Test
  void negativeAndFarNumbersKeepTheirValues() throws IOException {
    assertThat(read(npy(1, "|i1", "False", "(1, 2)", new byte[] {-1, -128})).toFloatVector())
        .containsExactly(-1, -128);
    assertThat(read(npy(1, "|u1", "False", "(1, 2)", new byte[] {-1, -128})).toFloatVector())
        .containsExactly(255, 128);
    byte[] most = new byte[8];
    Arrays.fill(most, (byte) 0xff);
    assertThat(read(npy(1, "<u8", "False", "(1,)", most)).getFloat(0)).isEqualTo(0x1p64f);
    assertThat(read(npy(1, "|b1", "False", "(2,)", new byte[] {0, 1})).toFloatVector())
        .containsExactly(0, 1);
    // 1.5, -2^-24, 65504 and -infinity in half precision.
    byte[] halves = {0, 0x3e, 1, (byte) 0x80, (byte) 0xff, 0x7b, 0, (byte) 0xfc};
    assertThat(read(npy(1, "<f2", "False", "(4,)", halves)).toFloatVector())
        .containsExactly(1.5f, -0x1p-24f, 65504, Float.NEGATIVE_INFINITY);
  }

  @Test
  void columnMajorArraysAreTurned() throws IOException {
    byte[] values = bytes("<f4", 1, 4, 2, 5, 3, 100);
    assertThat(read(npy(1, "<f4", "True", "(2, 3)", values)).toFloatMatrix()).isDeepEqualTo(VALUES);
  }

  @Test
  void laterVersionsAndGzipReadTheSame() throws IOException {
    byte[] values = bytes("<f4", 1, 2, 3, 4, 5, 100);
    assertThat(read(npy(2, "<f4", "False", "(2, 3)", values)).toFloatMatrix())
        .isDeepEqualTo(VALUES);
    assertThat(read(IdxBytes.gzip(npy(3, "<f4", "False", "(2, 3)", values))).toFloatMatrix())
        .isDeepEqualTo(VALUES);
  }

  @Test
  void arraysLargerThanAChunkAreReadWhole() throws IOException {
    ByteBuffer values = ByteBuffer.allocate(4 * 300_000).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 300_000; i++) {
      values.putInt(i);
    }
    INDArray read = read(npy(1, "<i4", "False", "(100, 30, 100)", values.array()));
    assertThat(read.shape()).containsExactly(100, 30, 100);
    assertThat(read.getFloat(99, 29, 99)).isEqualTo(299_999);
    assertThat(read.getFloat(50, 3, 7)).isEqualTo(50 * 3000 + 307);
  }

  @ParameterizedTest
  @CsvSource({"0x08, |u1", "0x09, |i1", "0x0b, >i2", "0x0c, >i4", "0x0d, >f4", "0x0e, >f8"})
  void idxOfEveryTypeAndAnyShapeIsRead(String code, String type) throws IOException {
    byte[] values = bytes(type, 1, 2, 3, 4, 5, 100);
    ByteBuffer idx = ByteBuffer.allocate(16 + values.length);
    idx.putInt(Integer.decode(code) << 8 | 3).putInt(1).putInt(2).putInt(3).put(values);
    INDArray read = read(idx.array());
    assertThat(read.shape()).containsExactly(1, 2, 3);
    assertThat(read.reshape(2, 3).toFloatMatrix()).isDeepEqualTo(VALUES);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<f4|(2, 4)|is cut off: its header says 2 x 4, but value 7 is missing; get it again",
        "<f4|(2, 2)|is too long: its header says 2 x 2, but more bytes follow",
        "<f4|(0, 6)|holds an array of 0 x 6, expected at least 1 of each",
        "<f4|()|holds a single number, expected an array",
        "<f4|(2000000000, 2000000000)|is damaged: its header says 2000000000 x 2000000000, but it has",
        "<f4|(9223372036854775807, 3)|is damaged: its header says 9223372036854775807 x 3, but it has",
        "<f4|(99999999999999999999, 3)|is damaged: its shape is (99999999999999999999, 3)",
        "<U5|(2, 3)|holds values of type U5, expected numbers such as f4"
      })
  void wrongHeaderIsNamed(String type, String shape, String message) throws IOException {
    byte[] file = npy(1, type, "False", shape, bytes("<f4", 1, 2, 3, 4, 5, 6));
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(folder.resolve("file") + " ")
        .hasMessageContaining(message);
  }

  @Test
  void otherFilesAreNamed() throws IOException {
    byte[] objects = npy(1, "|O", "False", "(2,)", new byte[8]);
    assertThatThrownBy(() -> read(objects))
        .hasMessageContaining("holds values of type O, expected numbers such as f4");
    byte[] records = npy(1, "", "False", "(2,)", new byte[8]);
    assertThatThrownBy(() -> read(records)).hasMessageContaining("holds no array of numbers, but");
    assertThatThrownBy(() -> read("a,b\n1,2\n".getBytes()))
        .hasMessageContaining("is neither an NPY nor an IDX file: it begins with 0x612c620a");
    assertThatThrownBy(() -> read(new byte[] {1, 2})).hasMessageContaining("is cut off");
    assertThatThrownBy(() -> read(new byte[] {0, 0, 8, 0}))
        .hasMessageContaining("says that it has no dimensions");
    byte[] bomb = {0, 0, 8, 1, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff};
    assertThatThrownBy(() -> read(bomb)).hasMessageContaining("its header says 4294967295, but it");
  }

  private INDArray read(byte[] content) throws IOException {
    return ArrayFile.read(Files.write(folder.resolve("file"), content));
  }

  private static byte[] npy(int version, String type, String order, String shape, byte[] values)
      throws IOException {
    String header =
        "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }".formatted(type, order, shape);
    byte[] text = (header + " ".repeat(117 - header.length()) + "\n").getBytes();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write("\u0093NUMPY".getBytes(StandardCharsets.ISO_8859_1));
    out.write(version);
    out.write(0);
    out.write(text.length);
    out.write(0);
    if (version > 1) {
      out.write(0);
      out.write(0);
    }
    out.write(text);
    out.write(values);
    return out.toByteArray();
  }

  private static byte[] bytes(String type, int... values) {
    int width = type.charAt(2) - '0';
    ByteBuffer out = ByteBuffer.allocate(width * values.length);
    out.order(type.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      switch (type.substring(1)) {
        case "f8" -> out.putDouble(value);
        case "f4" -> out.putFloat(value);
        case "f2" -> out.putShort(half(value));
        case "i8", "u8" -> out.putLong(value);
        case "i4", "u4" -> out.putInt(value);
        case "i2", "u2" -> out.putShort((short) value);
        default -> out.put((byte) value);
      }
    }
    return out.array();
  }

  /** Of a whole number from 1 to 2048. */
  private static short half(int value) {
    int exponent = 31 - Integer.numberOfLeadingZeros(value);
    return (short) ((exponent + 15) << 10 | (value << (10 - exponent) & 0x3ff));
  }
}
