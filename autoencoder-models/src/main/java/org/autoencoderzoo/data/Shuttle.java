package org.autoencoderzoo.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The Statlog (Shuttle) data of UCI as a task of anomaly detection: 9 measurements of the radiators
 * of the Space Shuttle. From the Debian package r-cran-mlbench.
 *
 * <p>As in the usual benchmark (Liu, Ting and Zhou, Isolation Forest, ICDM 2008), the class {@code
 * Rad.Flow} is normal (45586 rows), {@code High} is left out (8903), and the other five are
 * anomalous (3511).
 *
 * <p>The split is UCI's: 43500 rows to learn from, 14500 to test. The training part keeps only the
 * normal rows. That leaves {@code [34108, 9]} to learn from and {@code [12345, 9]} to test, 867 of
 * them anomalous. Each column is standardised: its training rows have mean 0 and variance 1. Values
 * far out are real and stay; the largest is 178 standard deviations from the mean.
 */
public final class Shuttle {
  private static final int MEASUREMENTS = 9;
  private static final int TRAINING_ROWS = 43500;
  private static final String NORMAL = "Rad.Flow";
  private static final String LEFT_OUT = "High";

  private static final DebianData FILES =
      DebianData.of(
          "shuttle",
          "Shuttle",
          new DebianPackage("r-cran-mlbench", "usr/lib/R/site-library/mlbench/data"),
          new DataFile(
              "Shuttle.rda", "f9d3d58df57332c5f7781162081c4a1169daa24afafc3b63fb729fefd81252aa"));

  private Shuttle() {}

  /**
   * Loads the data, fetching it first if need be.
   *
   * @return the data
   * @throws DataUnavailableException if the data is nowhere to be had
   * @throws IOException if a file cannot be read
   */
  public static AnomalyData load() throws IOException {
    return read(FILES.fetch(line -> {}));
  }

  /**
   * Loads the data, fetching it first if need be.
   *
   * @param dataDir a folder that may hold the file {@code Shuttle.rda}
   * @return the data
   * @throws DataUnavailableException if the data is nowhere to be had, or the folder does not exist
   *     or holds a file that is not the right one
   * @throws IOException if a file cannot be read
   */
  public static AnomalyData load(Path dataDir) throws IOException {
    return read(FILES.fetch(dataDir));
  }

  /**
   * Fills the cache folder.
   *
   * @param progress takes short lines that say what is going on
   * @return the cache folder of this data set
   * @throws DataUnavailableException if the data is nowhere to be had
   * @throws IOException if a file cannot be read or written
   */
  public static Path fetch(Consumer<String> progress) throws IOException {
    return FILES.fetch(progress);
  }

  private static AnomalyData read(Path folder) throws IOException {
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
