package org.autoencoderzoo.datasets.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.autoencoderzoo.columns.ColumnKind;
import org.autoencoderzoo.columns.ColumnType;
import org.autoencoderzoo.columns.Rows;
import org.autoencoderzoo.columns.WrongTableException;
import org.autoencoderzoo.datasets.Csv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files of the writers that people use, each with 30 rows of the values that {@link #expected}
 * says.
 *
 * <ul>
 *   <li>{@code spark-*}: Spark 3.5.6, {@code df.write.option("compression", ...)}. snappy has times
 *       as INT96 and decimals of 9, 18 and 30 digits as INT32, INT64 and FIXED; gzip has times in
 *       microseconds; zstd has them in milliseconds, and decimals as before Spark 1.5 ({@code
 *       writeLegacyFormat}).
 *   <li>{@code java-*}: parquet-java 1.13.1, ExampleParquetWriter: INT96, decimals in BYTE_ARRAY,
 *       FIXED and INT64, UUID, ENUM, times of day, unsigned numbers. v1 with snappy, v2 with zstd.
 *       {@code java-groups}: 1,500 rows, pages and dictionaries of 512 bytes and groups of 8,000,
 *       so that dictionaries are given up in the midst of a column.
 *   <li>{@code arrow-cpp}: Arrow 21 in C++, which pyarrow is made of, through
 *       org.apache.arrow:arrow-dataset 18.3.0. A column of nulls, a half float, pandas' index.
 *   <li>{@code arrow-rust}: parquet-wasm 0.8.0, the writer of arrow-rs: zstd, groups of 12 rows.
 *   <li>{@code hyparquet}: hyparquet-writer 0.17.0, snappy.
 * </ul>
 */
class ParquetWritersTest {
  private static final int ROWS = 30;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spark-snappy",
        "spark-gzip",
        "spark-zstd",
        "java-v1",
        "java-v2",
        "arrow-cpp",
        "arrow-rust",
        "hyparquet"
      })
  void valuesAreThoseThatWereWritten(String file) throws IOException {
    Parquet parquet = Parquet.of(resource(file));
    List<String> names = parquet.names();
    assertThat(names).contains("id", "x", "colour", "even").doesNotContain("__index_level_0__");
    int row = 0;
    try (Rows rows = parquet.open()) {
      for (; rows.next(); row++) {
        for (int i = 0; i < names.size(); i++) {
          String expected = expected(file, names.get(i), row);
          assertThat(rows.text(i)).as("%s, row %d", names.get(i), row).isEqualTo(expected);
          Optional<ColumnType> type = parquet.declaredType(names.get(i));
          if (type.isPresent() && type.get().kind() == ColumnKind.NUMBER) {
            Double number = expected == null ? Double.NaN : Double.valueOf(expected);
            assertThat(rows.number(i)).as(names.get(i)).isEqualTo(number);
          }
        }
      }
    }
    assertThat(row).isEqualTo(ROWS);
  }

  private static String expected(String file, String column, int i) {
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC)
            .plus(i * 1_001_001L - 60_500_000L, ChronoUnit.MICROS);
    boolean hasMillis = file.equals("spark-zstd");
    return switch (column) {
      case "id", "small" -> "" + i;
      case "tiny" -> "" + (file.startsWith("spark") ? i : 200 + i);
      case "x" -> i % 5 == 3 ? null : "" + (i / 8.0 - 1);
      case "f" -> "" + i / 4f;
      case "half" -> "" + (i / 4f - 1);
      case "colour" -> i % 7 == 2 ? null : List.of("red", "grün", "light blue").get(i % 3);
      case "even" -> "" + (i % 2 == 0);
      case "day" -> LocalDate.of(2024, 2, 27).plusDays(i).toString();
      case "at", "stamp" -> (hasMillis ? time.truncatedTo(ChronoUnit.MILLIS) : time).toString();
      case "stamp3" ->
          LocalDateTime.of(1970, 1, 1, 0, 0).plus(i * 1001, ChronoUnit.MILLIS).toString();
      case "clock" -> "2024-02-29T12:00:00.250";
      case "hour" -> LocalTime.ofNanoOfDay(i * 1_001_001L * 1_000_000).toString();
      case "minute" -> LocalTime.ofNanoOfDay(i * 1_001_001_001_001L).toString();
      case "big" -> "" + i * -123_456_789_012L;
      case "huge" -> Long.toUnsignedString(-1L - i);
      case "price" -> decimal("1.25", i, 2);
      case "money", "digits" -> decimal("-1.0625", i, 4);
      case "exact" -> decimal("1.125", i, 3);
      case "key" -> new UUID(0x0123456789abcdefL * i, -i).toString();
      case "kind" -> "K" + i % 2;
      case "large" -> "row " + i;
      case "none" -> null;
      default -> throw new AssertionError(column);
    };
  }

  private static String decimal(String factor, int i, int scale) {
    return new BigDecimal(factor).multiply(BigDecimal.valueOf(i)).setScale(scale).toPlainString();
  }

  @Test
  void dictionariesMayEndInTheMidstOfAColumn() throws IOException {
    try (Rows rows = Parquet.of(resource("java-groups")).open()) {
      for (int i = 0; i < 1500; i++) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.number(0)).isEqualTo(i);
        assertThat(rows.text(1))
            .isEqualTo(i % 11 == 4 || i / 300 == 2 ? null : "n" + (i < 150 ? i % 5 : i % 97));
        assertThat(rows.number(2))
            .isEqualTo(Double.valueOf(i % 3 == 0 ? Double.NaN : i * i % 10007));
        assertThat(rows.number(3)).isEqualTo(i % 200 / 4.0);
      }
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void whatSparkWritesIntoAFolderIsOneTable() throws IOException {
    Path spark = Files.createDirectory(folder.resolve("t.parquet"));
    Files.createFile(spark.resolve("_SUCCESS"));
    Files.createFile(spark.resolve(".part-00000.snappy.parquet.crc"));
    Files.copy(resource("spark-snappy"), spark.resolve("part-00000.snappy.parquet"));
    Files.copy(resource("spark-gzip"), spark.resolve("part-00001.gz.parquet"));
    Parquet parquet = Parquet.of(spark);
    try (Rows rows = parquet.open()) {
      for (int i = 0; i < 2 * ROWS; i++) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.number(0)).isEqualTo(i % ROWS);
        assertThat(rows.where())
            .startsWith(spark.resolve(i < ROWS ? "part-00000" : "part-00001").toString())
            .endsWith(", row " + (i % ROWS + 1));
      }
      assertThat(rows.next()).isFalse();
    }
    Map<String, String> identity = parquet.identity();
    assertThat(identity).containsEntry("bytes", "" + (5242 + 4934)).containsKey("sha256");
    Files.copy(resource("java-v1"), spark.resolve("part-00002.parquet"));
    assertThatThrownBy(() -> Parquet.of(spark).names())
        .isInstanceOf(WrongTableException.class)
        .hasMessageStartingWith(spark.resolve("part-00002.parquet") + " has the columns [id, x, at")
        .hasMessageEndingWith("as part-00000.snappy.parquet has them");
    Files.createDirectory(spark.resolve("year=2024"));
    assertThatThrownBy(() -> Parquet.of(spark).names())
        .hasMessageContaining("is divided into folders such as year=2024; name one");
  }

  @Test
  void listsRecordsAndHadoopsLz4AreRefusedByName() throws IOException {
    assertThatThrownBy(() -> Parquet.of(resource("spark-list")).names())
        .isInstanceOf(WrongTableException.class)
        .hasMessageContaining("column list holds lists or records");
    assertThatThrownBy(() -> Parquet.of(resource("spark-record")).names())
        .isInstanceOf(WrongTableException.class)
        .hasMessageContaining("column record holds lists or records");
    try (Rows rows = Parquet.of(resource("spark-lz4hadoop")).open()) {
      assertThatThrownBy(rows::next)
          .isInstanceOf(WrongTableException.class)
          .hasMessageContaining("its pages are compressed by codec number 5");
    }
  }

  private Path resource(String name) throws IOException {
    Path file = folder.resolve(name + ".parquet");
    try (InputStream in = Csv.class.getResourceAsStream(name + ".parquet")) {
      if (!Files.exists(file)) {
        Files.copy(in, file);
      }
    }
    return file;
  }
}
