package org.autoencoderzoo.data;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Matrices as CSV files: one line a row, values separated by commas, no header.
 *
 * <p>Floats are written in their shortest form that reads back as the same float. A first line
 * without any number is taken for a header and skipped; blank lines at the end are ignored; the
 * file may be gzipped.
 */
public final class CsvMatrix {
  private CsvMatrix() {}

  /**
   * Reads a matrix.
   *
   * @param file the file
   * @param expectedColumns D, the number of values a line must have, at least 1
   * @return {@code [N, D]}, float32, every value finite
   * @throws IOException if the file cannot be read or is empty, or a line is wrong: the message
   *     names the file, the line and the column, counted from 1
   */
  public static INDArray read(Path file, int expectedColumns) throws IOException {
    if (expectedColumns < 1) {
      throw new IllegalArgumentException(
          "expectedColumns: found " + expectedColumns + ", expected at least 1");
    }
    try (InputStream in = Decompression.open(file)) {
      float[][] rows = new CsvRows(file, expectedColumns).read(in);
      return Nd4j.createFromArray(rows);
    }
  }

  /**
   * Writes a matrix, whole or not at all.
   *
   * @param file the file, replaced if it exists
   * @param rows {@code [N, D]}; values are written as float32
   * @throws IOException if the file cannot be written
   * @throws IllegalArgumentException if rows is not a matrix, or a value is not finite
   */
  public static void write(Path file, INDArray rows) throws IOException {
    if (rows.rank() != 2) {
      throw new IllegalArgumentException("rows: found rank " + rows.rank() + ", expected 2");
    }
    AtomicFile.write(
        file,
        out -> {
          Writer writer =
              new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.US_ASCII));
          for (int i = 0; i < rows.rows(); i++) {
            writer.write(line(i, rows.getRow(i).toFloatVector()));
          }
          writer.flush();
        });
  }

  private static String line(int row, float[] values) {
    StringBuilder line = new StringBuilder(values.length * 10);
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(
            String.format(
                "rows: found %s in row %d, column %d, expected finite values",
                values[i], row + 1, i + 1));
      }
      line.append(i == 0 ? "" : ",").append(values[i]);
    }
    return line.append('\n').toString();
  }
}
