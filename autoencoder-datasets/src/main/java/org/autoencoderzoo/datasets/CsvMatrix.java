package org.autoencoderzoo.datasets;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.autoencoderzoo.files.AtomicFile;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Matrices as CSV files: one line per row. Read as {@link CsvRows} reads them; written with commas,
 * without a header, each float in its shortest form that reads back as the same float.
 */
public final class CsvMatrix {
  private static final int PART = 1024;

  private CsvMatrix() {}

  /**
   * Reads a matrix.
   *
   * @param file the file
   * @param expectedColumns D, the number of values a line must have, 1 to 65536
   * @return {@code [N, D]}, float32, every value finite
   * @throws IOException if the file cannot be read or is empty, or a line is wrong: the message
   *     names the file, the line and the column, counted from 1
   */
  public static INDArray read(Path file, int expectedColumns) throws IOException {
    List<INDArray> parts = new ArrayList<>();
    try (CsvRows rows = CsvRows.open(file, expectedColumns)) {
      for (Optional<INDArray> some = rows.next(PART); some.isPresent(); some = rows.next(PART)) {
        parts.add(some.get());
      }
    }
    return parts.size() == 1 ? parts.get(0) : Nd4j.vstack(parts);
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
    AtomicFile.write(
        file,
        out -> {
          Writer writer =
              new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.US_ASCII));
          write(writer, rows, 0);
          writer.flush();
        });
  }

  /**
   * Writes lines, so that a matrix may come in parts.
   *
   * @param out where they go
   * @param rows {@code [N, D]}; values are written as float32
   * @param before number of rows that were written before, for messages
   * @throws IOException if it cannot be written
   * @throws IllegalArgumentException if rows is not a matrix, or a value is not finite: the message
   *     counts rows and columns from 1
   */
  public static void write(Writer out, INDArray rows, long before) throws IOException {
    if (rows.rank() != 2) {
      throw new IllegalArgumentException("rows: found rank " + rows.rank() + ", expected 2");
    }
    int columns = rows.columns();
    float[] values = rows.isEmpty() ? new float[0] : rows.dup('c').data().asFloat();
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(
            String.format(
                "rows: found %s in row %d, column %d, expected finite values",
                values[i], before + i / columns + 1, i % columns + 1));
      }
      line.append(values[i]).append(i % columns == columns - 1 ? '\n' : ',');
      if (i % columns == columns - 1) {
        out.append(line);
        line.setLength(0);
      }
    }
  }
}
