package org.autoencoderzoo.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The UCI thyroid data as a task of anomaly detection: 21 measurements of 7200 patients, of whom
 * 534 have a disease. Files and scaling are those of Proben1, in the Debian package libfann-doc.
 *
 * <p>The split is the one of the files, 3600 each; the training part keeps only the normal rows, so
 * that a model learns what is normal and nothing else. That leaves {@code [3319, 21]} to learn from
 * and {@code [3600, 21]} to test, 253 of them anomalous; values are in [0,1].
 */
public final class Thyroid {
  private static final int MEASUREMENTS = 21;
  private static final int CLASSES = 3;

  /** The last of the three classes: hyperfunction, subnormal function, not hypothyroid. */
  private static final int NORMAL = 2;

  private static final DebianData FILES =
      DebianData.of(
          "thyroid",
          "Thyroid",
          new DebianPackage("libfann-doc", "usr/share/doc/libfann-dev/examples/datasets"),
          new DataFile(
              "thyroid.train", "4727a5b1caa1caec3a8af5a861c0638d6ef7cc253d18a568a2feb40822f87f43"),
          new DataFile(
              "thyroid.test", "9e26364459a377ac5c69ef51b1eadfac0959cfcafe1868a8f32a62e789342899"));

  private Thyroid() {}

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
   * @param dataDir a folder that may hold the files
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
    List<float[]> train = FannRows.read(folder.resolve("thyroid.train"), MEASUREMENTS, CLASSES);
    List<float[]> test = FannRows.read(folder.resolve("thyroid.test"), MEASUREMENTS, CLASSES);
    boolean[] anomalous = new boolean[test.size()];
    for (int i = 0; i < anomalous.length; i++) {
      anomalous[i] = !isNormal(test.get(i));
    }
    return new AnomalyData(
        measurements(train.stream().filter(Thyroid::isNormal).toList()),
        measurements(test),
        anomalous);
  }

  private static boolean isNormal(float[] row) {
    return row[MEASUREMENTS + NORMAL] == 1;
  }

  private static INDArray measurements(List<float[]> rows) {
    return Nd4j.create(
        rows.stream().map(row -> Arrays.copyOf(row, MEASUREMENTS)).toArray(float[][]::new));
  }
}
