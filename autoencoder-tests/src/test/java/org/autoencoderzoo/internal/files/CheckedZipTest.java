package org.autoencoderzoo.internal.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.ZipEntries;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** No size in a zip is believed, and nothing that is damaged is given out. */
class CheckedZipTest {

  private static final String TEXT = "text";
  private static final String ARRAY = "array";

  @TempDir Path folder;
  private final INDArray array = RandomExamples.normal(DataType.FLOAT, 5, 9);
  private final Map<String, byte[]> entries = new LinkedHashMap<>();
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("file.zip");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Nd4j.write(array, new DataOutputStream(bytes));
    entries.put(TEXT, "naïve".getBytes(StandardCharsets.UTF_8));
    entries.put(ARRAY, bytes.toByteArray());
    ZipEntries.write(file, entries);
  }

  @Test
  void textsAndArraysAreReadAsTheyWereWritten() throws IOException {
    try (CheckedZip zip = CheckedZip.open(file)) {
      assertThat(zip.names()).containsExactly(TEXT, ARRAY);
      assertThat(zip.contains(TEXT)).isTrue();
      assertThat(zip.contains("other")).isFalse();
      assertThat(zip.text(TEXT)).isEqualTo("naïve");
      assertThat(zip.array(ARRAY, DataType.FLOAT, 45)).isEqualTo(array.reshape('c', 1, 45));
    }
  }

  @Test
  void anyTypeOfNumbersIsRead() throws IOException {
    INDArray doubles = RandomExamples.normal(DataType.DOUBLE, 1, 7);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Nd4j.write(doubles, new DataOutputStream(bytes));
    ZipEntries.write(file, Map.of(ARRAY, bytes.toByteArray()));
    try (CheckedZip zip = CheckedZip.open(file)) {
      assertThat(zip.array(ARRAY, DataType.DOUBLE, 7)).isEqualTo(doubles);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "LONG_SHAPE, 8, LONG, MIXED_DATA_TYPES, 1099511627776, FLOAT, holds 1099511627776 values",
    "LONG_SHAPE, 8, LONG, MIXED_DATA_TYPES, -1, FLOAT, holds -1 values",
    "LONG_SHAPE, 8, LONG, MIXED_DATA_TYPES, 45, DOUBLE, of type DOUBLE",
    "LONG_SHAPE, 8, LONG, MIXED_DATA_TYPES, 45, COMPRESSED, of type COMPRESSED",
    "LONG_SHAPE, 4611686018427387904, LONG, MIXED_DATA_TYPES, 45, FLOAT, no valid shape",
    "LONG_SHAPE, -5, LONG, MIXED_DATA_TYPES, 45, FLOAT, no valid shape",
    "NOWHERE, 8, LONG, MIXED_DATA_TYPES, 45, FLOAT, array is damaged"
  })
  void headerThatClaimsOtherThanWhatIsNeededIsRefused(
      String shapeMode,
      long shapeLength,
      String shapeType,
      String mode,
      long length,
      String type,
      String message)
      throws IOException {
    entries.put(
        ARRAY, ZipEntries.arrayHeader(shapeMode, shapeLength, shapeType, mode, length, type));
    ZipEntries.write(file, entries);
    assertArrayRefused(45, message);
  }

  /** Header and reader agree on 4 TB; the file has a few bytes. */
  @Test
  void arrayWithoutItsValuesIsRefusedBeforeMemoryIsTaken() throws IOException {
    entries.put(ARRAY, ZipEntries.arrayHeader(1_000_000_000_000L));
    ZipEntries.write(file, entries);
    assertArrayRefused(1_000_000_000_000L, "array is too short for 1000000000000 values");
  }

  @Test
  void arrayMustEndWhereItsValuesDo() throws IOException {
    byte[] whole = entries.get(ARRAY);
    entries.put(ARRAY, Arrays.copyOf(whole, whole.length + 1));
    ZipEntries.write(file, entries);
    assertArrayRefused(45, "array is longer than its values");
    entries.put(ARRAY, Arrays.copyOf(whole, whole.length - 1));
    ZipEntries.write(file, entries);
    assertArrayRefused(45, "array is damaged");
  }

  @Test
  void endlessTextIsRefused() throws IOException {
    byte[] spaces = new byte[1 << 26];
    Arrays.fill(spaces, (byte) ' ');
    entries.put(TEXT, spaces);
    ZipEntries.write(file, entries);
    assertThat(file).satisfies(small -> assertThat(Files.size(small)).isLessThan(1 << 20));
    assertTextRefused("text is too long");
  }

  @Test
  void whatIsMissingIsNamed() throws IOException {
    ZipEntries.write(file, Map.of("other", new byte[1]));
    assertArrayRefused(45, "it holds no array");
    assertTextRefused("it holds no text");
  }

  @Test
  void bitThatFlippedIsNoticed() throws IOException {
    ZipEntries.writeUncompressed(file, entries);
    byte[] whole = Files.readAllBytes(file);
    flip(whole, entries.get(TEXT), 2);
    flip(whole, entries.get(ARRAY), entries.get(ARRAY).length - 6);
    Files.write(file, whole);
    assertTextRefused("text does not have the checksum");
    assertArrayRefused(45, "array does not have the checksum");
  }

  private static void flip(byte[] whole, byte[] part, int at) {
    int start = 0;
    while (!Arrays.equals(part, Arrays.copyOfRange(whole, start, start + part.length))) {
      start++;
    }
    whole[start + at] ^= 1;
  }

  private void assertTextRefused(String message) {
    assertThatThrownBy(
            () -> {
              try (CheckedZip zip = CheckedZip.open(file)) {
                zip.text(TEXT);
              }
            })
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message);
  }

  private void assertArrayRefused(long length, String message) {
    assertThatThrownBy(
            () -> {
              try (CheckedZip zip = CheckedZip.open(file)) {
                zip.array(ARRAY, DataType.FLOAT, length);
              }
            })
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message);
  }
}
