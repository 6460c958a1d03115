package org.autoencoderzoo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
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
        "\"1\",\"2\"\n3,4e0\n"
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
        "1,2;3|line 2 has 1 values, expected 2 (one line an example, one value a feature)",
        "1,2;3,4,5|line 2 has 3 values, expected 2",
        "1,2;3,x|line 2 has 'x' in column 2, expected a number",
        "1,x|line 1 has 'x' in column 2, expected a number",
        "a,b;1,x|line 2 has 'x' in column 2",
        "a,b;c,d|line 2 has 'c' in column 1",
        "1,2;3,|line 2 has '' in column 2, expected a number",
        ",;1,2|line 1 has '' in column 1",
        "1,2;3,NaN|line 2 has 'NaN' in column 2, expected a finite float",
        "nan,nan;3,4|line 1 has 'nan' in column 1, expected a finite float",
        "1,-inf|line 1 has '-inf' in column 2, expected a finite float",
        "1,1e39|line 1 has '1e39' in column 2, expected a finite float",
        "1,2;;3,4|line 2 is blank, expected 2",
        "1,2;`\"3,4`|line 2 cannot be read, expected 2",
        "a,b|holds no values, expected 2",
        "``|holds no values, expected 2"
      })
  void wrongLineIsNamed(String lines, String message) {
    String text = lines.replace("`", "").replace(';', '\n');
    assertThatThrownBy(() -> read(text, 2))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(folder.resolve("m.csv").toString())
        .hasMessageContaining(message);
  }

  @Test
  void cutOffGzipIsRefused() throws IOException {
    byte[] gzip = IdxBytes.gzip("1,2\n3,4\n".repeat(5000).getBytes());
    Path file = Files.write(folder.resolve("m.csv.gz"), Arrays.copyOf(gzip, gzip.length - 12));
    assertThatThrownBy(() -> CsvMatrix.read(file, 2))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot be read, expected 2");
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
