package org.autoencoderzoo.datasets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Reads the Shuttle data: normal, anomalous and left-out classes, standardised. */
final class Shuttle {
  private static final int MEASUREMENTS = 9;
  private static final int TRAINING_ROWS = 43500;
  private static final String NORMAL = "Rad.Flow";
  private static final String LEFT_OUT = "High";

  static final DebianData FILES =
      DebianData.of(
          "shuttle",
          "Shuttle",
          new DebianPackage("r-cran-mlbench", "usr/lib/R/site-library/mlbench/data"),
          new DataFile(
              "Shuttle.rda", "f9d3d58df57332c5f7781162081c4a1169daa24afafc3b63fb729fefd81252aa"));

  private Shuttle() {}

  static AnomalyData read(Path folder) throws IOException {
    RDataFrame frame = RDataFrame.read(folder.resolve("Shuttle.rda"), "Shuttle");
    String[] classes = frame.factor("Class");
    int[] train =
        IntStream.range(0, TRAINING_ROWS).filter(row -> classes[row].equals(NORMAL)).toArray();
    int[] test =
        IntStream.range(TRAINING_ROWS, classes.length)
            .filter(row -> !classes[row].equals(LEFT_OUT))
            .toArray();
    double[][] columns = new double[MEASUREMENTS][];
    for (int i = 0; i < MEASUREMENTS; i++) {
      columns[i] = standardised(frame.numbers("V" + (i + 1)), train);
    }
    boolean[] anomalous = new boolean[test.length];
    for (int i = 0; i < test.length; i++) {
      anomalous[i] = !classes[test[i]].equals(NORMAL);
    }
    return new AnomalyData(matrix(columns, train), matrix(columns, test), anomalous);
  }

  private static double[] standardised(double[] column, int[] train) {
    double mean = mean(train, row -> column[row]);
    double deviation = Math.sqrt(mean(train, row -> (column[row] - mean) * (column[row] - mean)));
    return Arrays.stream(column).map(value -> (value - mean) / deviation).toArray();
  }

  private static double mean(int[] rows, IntToDoubleFunction value) {
    return Arrays.stream(rows).mapToDouble(value).average().orElseThrow();
  }

  private static INDArray matrix(double[][] columns, int[] rows) {
    float[][] matrix = new float[rows.length][columns.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < columns.length; j++) {
        matrix[i][j] = (float) columns[j][rows[i]];
      }
    }
    return Nd4j.create(matrix);
  }
}
