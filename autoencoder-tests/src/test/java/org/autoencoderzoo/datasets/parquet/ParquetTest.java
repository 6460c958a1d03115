package org.autoencoderzoo.datasets.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.autoencoderzoo.columns.ColumnType;
import org.autoencoderzoo.columns.Rows;
import org.autoencoderzoo.columns.Table;
import org.autoencoderzoo.columns.WrongTableException;
import org.autoencoderzoo.datasets.Csv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The files were written by DuckDB 1.5.6. {@code forty-*.parquet} and {@code forty.csv} hold
 *
 * <pre>
 * SELECT i::INTEGER AS id, CASE WHEN i % 5 = 3 THEN NULL ELSE sin(i) * 1e3 END AS x,
 *   (i / 4)::FLOAT AS f,
 *   CASE WHEN i % 7 = 2 THEN NULL ELSE ['red', 'grün', 'light blue'][i % 3 + 1] END AS colour,
 *   i % 2 = 0 AS even, DATE '2024-02-27' + i::INTEGER AS day,
 *   TIMESTAMP '1969-12-31 23:59:00.5' + INTERVAL (i) SECOND AS at,
 *   i::BIGINT * -123456789012 AS big, (i * 1.25)::DECIMAL(9, 2) AS price,
 *   (i * 1.25)::DECIMAL(30, 3) AS exact, (200 + i)::UTINYINT AS tiny, 'row ' || i AS note
 * FROM range(40) r(i)
 * </pre>
 *
 * {@code groups.parquet} (v2, row groups of 2048) holds
 *
 * <pre>
 * SELECT i::INTEGER AS id, i % 10 AS digit, (i * i) % 1000003 AS mixed, 'n' || i % 900 AS name
 * FROM range(5000) r(i)
 * </pre>
 */
class ParquetTest {
  private static final List<String> NUMBERS =
      List.of("id", "x", "f", "big", "price", "exact", "tiny");

  @TempDir Path folder;

  /** Version 2 packs whole numbers as differences, texts behind their lengths, floats by byte. */
  @ParameterizedTest
  @ValueSource(strings = {"snappy", "zstd", "gzip", "lz4_raw", "uncompressed", "v2"})
  void everyCodecReadsAsTheCsvFileOfTheSameTable(String codec) throws IOException {
    Parquet parquet = parquet("forty-" + codec + ".parquet");
    Csv csv = Csv.of(resource("forty.csv"));
    assertThat(parquet.names()).isEqualTo(csv.names());
    int count = 0;
    try (Rows found = parquet.open();
        Rows expected = csv.open()) {
      while (expected.next()) {
        count++;
        assertThat(found.next()).isTrue();
        assertThat(found.where()).isEqualTo(parquet.name() + ", row " + count);
        for (int i = 0; i < csv.names().size(); i++) {
          String column = csv.names().get(i);
          String cell = expected.text(i);
          if (NUMBERS.contains(column)) {
            assertThat(Double.valueOf(found.number(i)))
                .as(column)
                .isEqualTo(Double.valueOf(expected.number(i)));
          } else if (cell.isEmpty()) {
            assertThat(found.text(i)).as(column).isNull();
          } else if (column.equals("at")) {
            assertThat(LocalDateTime.parse(found.text(i)))
                .isEqualTo(LocalDateTime.parse(cell.replace(' ', 'T')));
          } else {
            assertThat(found.text(i)).as(column).isEqualTo(cell);
          }
        }
      }
      assertThat(found.next()).isFalse();
    }
    assertThat(count).isEqualTo(40);
  }

  @Test
  void groupsOfRowsFollowEachOther() throws IOException {
    try (Rows rows = parquet("groups.parquet").open()) {
      for (long i = 0; i < 5000; i++) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.number(0)).isEqualTo(i);
        assertThat(rows.number(1)).isEqualTo(i % 10);
        assertThat(rows.number(2)).isEqualTo(i * i % 1000003);
        assertThat(rows.text(3)).isEqualTo("n" + i % 900);
      }
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void fileSaysItsTypesButNotWhatItsTextsMean() throws IOException {
    Table table = parquet("forty-snappy.parquet");
    for (String column : NUMBERS) {
      assertThat(table.declaredType(column)).as(column).contains(ColumnType.number());
    }
    assertThat(table.declaredType("even")).contains(ColumnType.bool());
    assertThat(table.declaredType("day")).contains(ColumnType.dateTime());
    assertThat(table.declaredType("at")).contains(ColumnType.dateTime());
    assertThat(table.declaredType("colour")).isEmpty();
  }

  @Test
  void listsAndUnknownCodecsAreNamed() throws IOException {
    Parquet nested = parquet("nested.parquet");
    assertThatThrownBy(nested::names)
        .isInstanceOf(WrongTableException.class)
        .hasMessageStartingWith(nested.name() + ": column list holds lists or records");
    Parquet brotli = parquet("forty-brotli.parquet");
    assertThatThrownBy(() -> read(brotli))
        .isInstanceOf(WrongTableException.class)
        .hasMessageContaining(
            ", row 1, column id cannot be read: its pages are compressed by codec number 4");
  }

  @Test
  void whatIsNoParquetFileIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("t.parquet"), "a,b\n1,2\n3,4\n5,6\n");
    assertThatThrownBy(() -> Parquet.of(file).names())
        .hasMessage(file + " is no Parquet file, or is cut off: it does not begin with PAR1");
    Files.write(file, new byte[0]);
    assertThatThrownBy(() -> Parquet.of(file).names())
        .hasMessageContaining("is no Parquet file, or is cut off");
    assertThatThrownBy(() -> Parquet.of(folder.resolve("none.parquet")).names())
        .hasMessage("cannot read " + folder.resolve("none.parquet") + ": there is no such file");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThatThrownBy(() -> Parquet.of(empty).names())
        .hasMessage("cannot read " + empty + ": it is a folder without files that end in .parquet");
  }

  @Test
  void cutOffFileIsNamed() throws IOException {
    byte[] whole = Files.readAllBytes(resource("forty-snappy.parquet"));
    for (int length : new int[] {3, 11, 12, 100, whole.length - 1}) {
      Path file = Files.write(folder.resolve("t.parquet"), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Parquet.of(file).names())
          .isInstanceOf(WrongTableException.class)
          .hasMessageStartingWith(file + " is no Parquet file, or is cut off");
    }
  }

  @Test
  void hostileSizesAreRefusedBeforeMemoryIsTaken() throws IOException {
    byte[] whole = Files.readAllBytes(resource("forty-snappy.parquet"));
    ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putInt(whole.length - 8, -2);
    Path file = Files.write(folder.resolve("t.parquet"), whole);
    assertThatThrownBy(() -> Parquet.of(file).names())
        .hasMessageContaining("is damaged: its description has 4294967294 bytes");
  }

  /** Whatever is written over a byte: a message that names the file, or a table, at once. */
  @ParameterizedTest
  @ValueSource(strings = {"snappy", "zstd", "gzip", "lz4_raw", "uncompressed", "v2"})
  void damageIsAMessageAndNeverAnythingElse(String codec) throws IOException {
    byte[] whole = Files.readAllBytes(resource("forty-" + codec + ".parquet"));
    Random random = new Random(42);
    for (int i = 0; i < 400; i++) {
      byte[] damaged = whole.clone();
      for (int j = 0; j <= i % 3; j++) {
        int at =
            i % 2 == 0 ? random.nextInt(whole.length) : whole.length - 1 - random.nextInt(1000);
        damaged[at] = (byte) (i % 5 == 0 ? 0xff : random.nextInt());
      }
      Path file = Files.write(folder.resolve("t.parquet"), damaged);
      Throwable thrown = catchThrowable(() -> read(Parquet.of(file)));
      if (thrown != null) {
        assertThat(thrown)
            .isInstanceOf(WrongTableException.class)
            .hasMessageStartingWith(file.toString());
      }
    }
  }

  private static void read(Table table) throws IOException {
    int width = table.names().size();
    try (Rows rows = table.open()) {
      while (rows.next()) {
        for (int i = 0; i < width; i++) {
          rows.text(i);
          rows.number(i);
        }
      }
    }
  }

  private Parquet parquet(String name) throws IOException {
    return Parquet.of(resource(name));
  }

  private Path resource(String name) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in = Csv.class.getResourceAsStream(name)) {
      if (!Files.exists(file)) {
        Files.copy(in, file);
      }
    }
    return file;
  }
}
