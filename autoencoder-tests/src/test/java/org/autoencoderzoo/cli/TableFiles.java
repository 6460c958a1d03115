package org.autoencoderzoo.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Tables for the command line to read. */
final class TableFiles {

  private TableFiles() {}

  /** Rows of a plane in four dimensions, {@code (u, v, u + v, u - v)}, times 1000 plus 500. */
  static List<double[]> plane(int rows, long seed) {
    Random random = new Random(seed);
    List<double[]> plane = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      double u = random.nextGaussian();
      double v = random.nextGaussian();
      plane.add(
          new double[] {
            1000 * u + 500, 1000 * v + 500, 1000 * (u + v) + 500, 1000 * (u - v) + 500
          });
    }
    return plane;
  }

  /** With an identifier, a class, a constant column, and those cells empty that are NaN. */
  static Path write(Path file, List<double[]> plane) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("id,a,b,sum,difference,unit,class");
    for (int i = 0; i < plane.size(); i++) {
      double[] row = plane.get(i);
      StringBuilder line = new StringBuilder("r" + i);
      for (double value : row) {
        line.append(',').append(text(value));
      }
      lines.add(line + ",mm," + (i % 3 == 0 ? "red" : "blue"));
    }
    return Files.write(file, lines);
  }

  private static String text(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.5f", value);
  }

  /** The cells of a file of CSV without quotes, the header first. */
  static List<List<String>> cells(Path file) throws IOException {
    return Files.readAllLines(file).stream().map(line -> List.of(line.split(",", -1))).toList();
  }

  /** A column of a file of CSV, by its name. */
  static List<String> column(Path file, String name) throws IOException {
    List<List<String>> cells = cells(file);
    int column = cells.get(0).indexOf(name);
    return cells.stream().skip(1).map(row -> row.get(column)).toList();
  }
}
