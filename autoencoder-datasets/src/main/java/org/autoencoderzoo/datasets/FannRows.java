package org.autoencoderzoo.datasets;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/**
 * Training data of the Fast Artificial Neural Network library: a line "rows inputs outputs", then a
 * line of inputs and a line of outputs in turn.
 */
final class FannRows {
  private FannRows() {}

  /**
   * Reads a file.
   *
   * @return rows of inputs followed by outputs
   * @throws IOException if the file is not of this form; the message names file and line
   */
  static List<float[]> read(Path file, int inputs, int outputs) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      float[] head = new float[3];
      fill(head, 0, 3, reader.readLine(), file + ", line 1");
      if (head[1] != inputs || head[2] != outputs) {
        throw new IOException(
            String.format(
                "%s, line 1: found %.0f inputs and %.0f outputs, expected %d and %d",
                file, head[1], head[2], inputs, outputs));
      }
      // The number of rows is compared at the end, never reserved in advance.
      List<float[]> rows = new ArrayList<>();
      String line = reader.readLine();
      while (line != null) {
        float[] row = new float[inputs + outputs];
        int number = 2 * rows.size() + 2;
        fill(row, 0, inputs, line, file + ", line " + number);
        fill(row, inputs, outputs, reader.readLine(), file + ", line " + (number + 1));
        rows.add(row);
        line = reader.readLine();
      }
      if (rows.size() != head[0]) {
        throw new IOException(
            String.format("%s: found %d rows, line 1 says %.0f", file, rows.size(), head[0]));
      }
      return rows;
    }
  }

  private static void fill(float[] row, int offset, int count, String line, String where)
      throws IOException {
    if (line == null) {
      throw new IOException(where + ": the file is cut off");
    }
    StringTokenizer values = new StringTokenizer(line);
    if (values.countTokens() != count) {
      throw new IOException(
          where + ": found " + values.countTokens() + " values, expected " + count);
    }
    for (int i = 0; i < count; i++) {
      String value = values.nextToken();
      try {
        row[offset + i] = Cell.parse(value);
      } catch (NumberFormatException e) {
        throw new IOException(where + ": found '" + value + "', expected a number", e);
      }
    }
  }
}
