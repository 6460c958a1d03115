package org.autoencoderzoo.datasets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Reads the thyroid data: normal rows to learn from, all rows to test. */
final class Thyroid {
  private static final int MEASUREMENTS = 21;
  private static final int CLASSES = 3;

  /** The last of the three classes: hyperfunction, subnormal function, not hypothyroid. */
  private static final int NORMAL = 2;

  static final DebianData FILES =
      DebianData.of(
          "thyroid",
          "Thyroid",
          new DebianPackage("libfann-doc", "usr/share/doc/libfann-dev/examples/datasets"),
          new DataFile(
              "thyroid.train", "4727a5b1caa1caec3a8af5a861c0638d6ef7cc253d18a568a2feb40822f87f43"),
          new DataFile(
              "thyroid.test", "9e26364459a377ac5c69ef51b1eadfac0959cfcafe1868a8f32a62e789342899"));

  private Thyroid() {}

  static AnomalyData read(Path folder) throws IOException {
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
