package org.autoencoderzoo.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.autoencoderzoo.columns.Columns;
import org.autoencoderzoo.columns.Rows;
import org.autoencoderzoo.datasets.Csv;

/**
 * Reads a CSV file of random numbers with six decimals. Prints megabytes per second of what reads
 * its bytes alone, which is the floor, of what reads its numbers, of what fits columns to it, and
 * of what encodes its rows.
 */
public final class TableSpeed {

  private static final int COLUMNS = 20;
  private static final int BLOCK = 1024;
  private static final int ROUNDS = 5;

  private TableSpeed() {}

  /** A way to read a file. */
  private interface Reading {
    void run() throws IOException;
  }

  /**
   * Runs the comparison.
   *
   * @param args how many rows the file has; 400,000 if it is missing
   * @throws IOException if the file cannot be written or read
   */
  public static void main(String[] args) throws IOException {
    Path file = Files.createTempFile("table-speed", ".csv");
    try {
      write(file, args.length == 0 ? 400_000 : Integer.parseInt(args[0]));
      measure(file);
    } finally {
      Files.delete(file);
    }
  }

  private static void write(Path file, int rows) throws IOException {
    Random random = new Random(1);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < COLUMNS; column++) {
          out.write(column == 0 ? "" : ",");
          out.write(String.format(Locale.ROOT, "%.6f", random.nextGaussian()));
        }
        out.write('\n');
      }
    }
  }

  private static void measure(Path file) throws IOException {
    Csv csv = Csv.of(file);
    Columns columns = Columns.builder().fit(csv);
    Map<String, Reading> readings = new LinkedHashMap<>();
    readings.put("bytes", () -> readBytes(file));
    readings.put("Csv", () -> readNumbers(csv));
    readings.put("Columns.fit", () -> Columns.builder().fit(csv));
    readings.put("Columns.encode", () -> encode(columns, csv));
    double megabytes = Files.size(file) / 1e6;
    double[][] speeds = new double[readings.size()][ROUNDS];
    for (int round = -1; round < ROUNDS; round++) { // The first is a warm-up.
      int which = 0;
      for (Reading reading : readings.values()) {
        long start = System.nanoTime();
        reading.run();
        speeds[which++][Math.max(0, round)] = megabytes / ((System.nanoTime() - start) / 1e9);
      }
    }
    int which = 0;
    for (String name : readings.keySet()) {
      double[] sorted = speeds[which++];
      Arrays.sort(sorted);
      System.out.printf(
          Locale.ROOT,
          "%-14s %,6.0f MB/s (%,.0f to %,.0f) of %.0f MB%n",
          name,
          sorted[ROUNDS / 2],
          sorted[0],
          sorted[ROUNDS - 1],
          megabytes);
    }
  }

  private static void readBytes(Path file) throws IOException {
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      while (in.read(buffer) >= 0) {
        // Only read.
      }
    }
  }

  private static void readNumbers(Csv csv) throws IOException {
    double sum = 0;
    try (Rows rows = csv.open()) {
      while (rows.next()) {
        for (int column = 0; column < COLUMNS; column++) {
          sum += rows.number(column);
        }
      }
    }
    if (Double.isNaN(sum)) {
      throw new IOException("read what is no number");
    }
  }

  private static void encode(Columns columns, Csv csv) throws IOException {
    try (Rows rows = columns.open(csv)) {
      while (columns.encode(rows, BLOCK) != null) {
        // Only encoded.
      }
    }
  }
}
