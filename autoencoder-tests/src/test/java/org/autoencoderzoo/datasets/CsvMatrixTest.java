package org.autoencoderzoo.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class CsvMatrixTest {
  @TempDir Path folder;

  @Test
  void floatsSurviveWritingAndReadingBitForBit() throws IOException {
    Random random = new Random(42);
    float[][] values = new float[50][7];
    for (float[] row : values) {
      for (int i = 0; i < row.length; i++) {
        float any = Float.intBitsToFloat(random.nextInt());
        row[i] = Float.isFinite(any) ? any : -0f;
      }
    }
    values[0][0] = Float.MIN_VALUE;
    values[0][1] = Float.MAX_VALUE;
    Path file = folder.resolve("m.csv");
    CsvMatrix.write(file, Nd4j.createFromArray(values));
    INDArray read = CsvMatrix.read(file, 7);
    assertThat(read.dataType()).isEqualTo(DataType.FLOAT);
    assertThat(read.toFloatMatrix()).isDeepEqualTo(values);
  }

  @Test
  void linesHaveTheShortestDecimals() throws IOException {
    Path file = folder.resolve("m.csv");
    CsvMatrix.write(file, Nd4j.createFromArray(new float[][] {{0.1f, 1}, {0, 1e-7f}}));
    assertThat(file).hasContent("0.1,1.0\n0.0,1.0E-7\n");
  }

  @Test
  void viewsAndTransposesAreWrittenAsTheyLook() throws IOException {
    Path file = folder.resolve("m.csv");
    CsvMatrix.write(file, Nd4j.createFromArray(new float[][] {{1, 2, 3}, {4, 5, 6}}).transpose());
    assertThat(file).hasContent("1.0,4.0\n2.0,5.0\n3.0,6.0\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1,2\n3,4\n",
        "1,2\n3,4",
        "1,2\r\n3,4\r\n",
        " 1 , 2 \n3,4\n\n\n",
        "a,b\n1,2\n3,4\n",
        "1,2\n\n3,4\n",
        "\"1\",\"2\"\n3,4e0\n",
        "\ufeff1,2\n3,4\n",
        "\ufeffa,b\n1,2\n3,4\n",
        "0,1\n1.0,2.0\n3.0,4.0\n",
        "1;2\n3;4\n",
        "a;b c\n1;2\n3;4\n",
        "1\t2\n3\t4\n",
        "1 2\n3 4\n",
        "  1   2\n 3.0  4\n",
        "1, 2\n3, 4\n",
        "+1,.2e1\n3.,4e-0\n"
      })
  void usualFormsReadTheSame(String text) throws IOException {
    assertThat(read(text, 2).toFloatMatrix()).isDeepEqualTo(new float[][] {{1, 2}, {3, 4}});
  }

  @Test
  void gzippedReadsTheSame() throws IOException {
    Path file = Files.write(folder.resolve("m.csv.gz"), IdxBytes.gzip("1,2\n3,4\n".getBytes()));
    assertThat(CsvMatrix.read(file, 2).toFloatMatrix())
        .isDeepEqualTo(new float[][] {{1, 2}, {3, 4}});
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1,2;3|, line 2: has 1 value separated by commas, expected 2 as the first row has it",
        "1,2;3,4,5|, line 2: has 3 values separated by commas, expected 2",
        "1:2;3:4| has 1 column, expected 2 (one line per example, one value per feature); it was read as 1 column, no header, UTF-8",
        "1,2;3,x|, line 2: has 'x' in column 2, expected a number such as -1.5e-3",
        "1,x|, line 1: has 'x' in column 2, expected a number",
        "a,b;1,x|, line 2: has 'x' in column b",
        "a,b;c,d|, line 2: has 'c' in column a",
        "1,2;3,|, line 2: has '' in column 2, expected a number in every cell",
        ",;1,2|, line 1: has '' in column 1",
        "1,2;3,NaN|, line 2: has 'NaN' in column 2, expected a number in every cell",
        "nan,nan;3,4|, line 1: has 'nan' in column 1, expected a number in every cell",
        "NA,NA;3,4|, line 1: has 'NA' in column 1, expected a number in every cell",
        "null,?;3,4|, line 1: has 'null' in column 1, expected a number in every cell",
        "1,-inf|, line 1: has '-inf' in column 2, expected a number",
        "1,1e39|, line 1: has '1e39' in column 2, expected a finite float",
        "1,2;`\"3,4`|, line 2: in column 1 a quote opens that is never closed",
        "a,b| holds no values, expected 2",
        "``| is empty, expected a table"
      })
  void wrongLineIsNamed(String lines, String message) {
    String text = lines.replace("`", "").replace(';', '\n');
    assertThatThrownBy(() -> read(text, 2))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(folder.resolve("m.csv").toString())
        .hasMessageContaining(message);
  }

  @Test
  void cutOffGzipIsRefused() throws IOException {
    byte[] gzip = IdxBytes.gzip("1,2\n3,4\n".repeat(5000).getBytes());
    Path file = Files.write(folder.resolve("m.csv.gz"), Arrays.copyOf(gzip, gzip.length - 12));
    assertThatThrownBy(() -> CsvMatrix.read(file, 2))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("damaged: Unexpected end of");
  }

  /** Java's parser takes them, no table means a number by them. */
  @ParameterizedTest
  @ValueSource(
      strings = {"3f", "5D", "0.5d", "0x1p3", "1_000", "1e", "e5", "--1", ".", "+", "٣", "1 0"})
  void whatOnlyAProgramCallsANumberIsRefused(String cell) {
    assertThatThrownBy(() -> read("1,2\n3," + cell + "\n", 2))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("line 2: has '" + cell + "' in column 2, expected a number");
  }

  @Test
  void decimalCommasAreRead() throws IOException {
    assertThat(read("1,5;2,5\n", 2).toFloatVector()).containsExactly(1.5f, 2.5f);
  }

  @Test
  void columnThatPandasNumbersRowsByIsLeftOut() throws IOException {
    assertThat(read(",0,1\n0,1.5,2.5\n1,3,4\n", 2).toFloatMatrix())
        .isDeepEqualTo(new float[][] {{1.5f, 2.5f}, {3, 4}});
  }

  @Test
  void oneColumnIsReadFromItsFirstLineOn() throws IOException {
    assertThat(read("\ufeff0\n1\n2\n", 1).toFloatVector()).containsExactly(0, 1, 2);
    assertThat(read("name\n1\n2\n", 1).toFloatVector()).containsExactly(1, 2);
  }

  @Test
  void headerOfNumbersIsToldFromARow() throws IOException {
    Path file = Files.writeString(folder.resolve("m.csv"), "0,1,2\n0.5,0.6,0.7\n");
    try (CsvRows rows = CsvRows.open(file, 3)) {
      assertThat(rows.header()).contains("0,1,2");
      assertThat(rows.next(10).orElseThrow().toFloatVector()).containsExactly(0.5f, 0.6f, 0.7f);
      assertThat(rows.next(10)).isEmpty();
    }
    Files.writeString(file, "0.0,1.0,2.0\n0,1,2\n");
    assertThat(CsvMatrix.read(file, 3).rows()).isEqualTo(2);
  }

  @Test
  void spreadsheetsInUtf16AreRead() throws IOException {
    Path file = folder.resolve("m.csv");
    Files.write(file, "\ufeff1\t2\r\n3\t4\r\n".getBytes(StandardCharsets.UTF_16LE));
    assertThat(CsvMatrix.read(file, 2).toFloatMatrix())
        .isDeepEqualTo(new float[][] {{1, 2}, {3, 4}});
  }

  @Test
  void wideRowsAreReadInParts() throws IOException {
    Path file = folder.resolve("m.csv");
    INDArray rows = Nd4j.rand(DataType.FLOAT, 7, 20_000);
    CsvMatrix.write(file, rows);
    try (CsvRows read = CsvRows.open(file, 20_000)) {
      assertThat(read.next(5).orElseThrow()).isEqualTo(rows.get(NDArrayIndex.interval(0, 5)));
      assertThat(read.next(5).orElseThrow()).isEqualTo(rows.get(NDArrayIndex.interval(5, 7)));
      assertThat(read.next(5)).isEmpty();
    }
  }

  /** Of a device or a gzipped bomb: refused before it fills the memory. */
  @ParameterizedTest
  @ValueSource(strings = {"\0", "1", "1,", "\"1", "a b "})
  void endlessLineIsRefused(String part) {
    InputStream endless =
        new InputStream() {
          private int at;

          @Override
          public int read() {
            return part.charAt(at++ % part.length());
          }
        };
    assertThatThrownBy(() -> CsvRows.of("standard input", endless, 64))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("standard input");
  }

  @Test
  void cellsThatNoTerminalShouldSeeAreCut() {
    assertThatThrownBy(() -> read("1,x\u001b[31m" + "x".repeat(1000) + "\n", 2))
        .hasMessageContaining("'x?[31m" + "x".repeat(54) + "...' in column 2");
  }

  @Test
  void missingFileIsNamed() {
    assertThatThrownBy(() -> CsvMatrix.read(folder.resolve("none.csv"), 2))
        .isInstanceOf(IOException.class)
        .hasMessage("cannot read " + folder.resolve("none.csv") + ": there is no such file");
  }

  @Test
  void nothingThatCannotBeReadBackIsWritten() {
    Path file = folder.resolve("m.csv");
    INDArray rows = Nd4j.createFromArray(new float[][] {{1, 2}, {3, Float.NaN}});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CsvMatrix.write(file, rows))
        .withMessage("rows: found NaN in row 2, column 2, expected finite values");
    assertThat(folder).isEmptyDirectory();
  }

  private INDArray read(String text, int columns) throws IOException {
    return CsvMatrix.read(Files.writeString(folder.resolve("m.csv"), text), columns);
  }
}
