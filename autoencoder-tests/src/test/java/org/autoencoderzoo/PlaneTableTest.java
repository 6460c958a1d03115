package org.autoencoderzoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.autoencoderzoo.columns.Columns;
import org.autoencoderzoo.columns.DecodedRows;
import org.autoencoderzoo.columns.EncodedRows;
import org.autoencoderzoo.columns.Rows;
import org.autoencoderzoo.columns.Table;
import org.autoencoderzoo.columns.Tables;
import org.autoencoderzoo.datasets.AnotherJvm;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.zoo.Linear;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tables of rows {@code (u, v, u + v, u - v)}, in units of their own and with gaps: what a linear
 * code of 2 makes of them.
 */
class PlaneTableTest {

  private static final List<String> NAMES = List.of("u", "v", "sum", "difference");
  private static final Training TRAINING =
      Training.defaults().withEpochs(30).withBatchSize(32).withSeed(5);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void cellsThatAreMissingAreFilledInFarBetterThanByTheMean(long seed) throws IOException {
    double[][] complete = Planes.values(2000, seed);
    Random random = new Random(seed + 100);
    List<List<Object>> cells = new ArrayList<>();
    for (double[] row : complete) {
      List<Object> withGaps = new ArrayList<>();
      for (double cell : row) {
        withGaps.add(random.nextDouble() < 0.1 ? null : cell);
      }
      cells.add(withGaps);
    }
    Table table = Tables.of("gaps", NAMES, cells);
    Columns columns = Columns.builder().fit(table);
    Autoencoder autoencoder = Linear.builder().forColumns(columns).codeSize(2).build().init();
    autoencoder.fit(columns.examples(table), TRAINING);

    EncodedRows rows = encoded(columns, table);
    DecodedRows filled = columns.decode(autoencoder.reconstruct(rows.x(), rows.mask()));
    DecodedRows means = columns.decode(rows.x());
    double[] errors = new double[4];
    double[] errorsOfMeans = new double[4];
    int[] missing = new int[4];
    for (int n = 0; n < complete.length; n++) {
      for (int i = 0; i < 4; i++) {
        if (cells.get(n).get(i) == null) {
          errors[i] += Math.abs(filled.number(n, i) - complete[n][i]);
          errorsOfMeans[i] += Math.abs(means.number(n, i) - complete[n][i]);
          missing[i]++;
        }
      }
    }
    for (int i = 0; i < 4; i++) {
      assertThat(missing[i]).isBetween(150, 250);
      assertThat(errorsOfMeans[i] / missing[i]).isBetween(0.7, 1.3);
      assertThat(errors[i] / missing[i]).as(NAMES.get(i)).isLessThan(0.1);
    }
  }

  /** The mean of each column is half its deviation away from zero: nothing there is scaled. */
  @Test
  void reconstructionsInRawUnitsAreWithinAHundredthOfADeviationInAnyProcessAndOrder()
      throws Exception {
    double[][] values = Planes.values(2000, 4);
    Table table = table(values, 0, 1, 2, 3);
    Columns columns = Columns.builder().fit(table);
    Autoencoder autoencoder = Linear.builder().forColumns(columns).codeSize(2).build().init();
    autoencoder.fit(columns.examples(table), TRAINING.withEpochs(60));
    autoencoder.save(folder.resolve("saved"));

    List<String> here = reconstructions(autoencoder, table);
    double[] deviations = {1000, 1000, 1414, 1414};
    for (int n = 0; n < 2000; n++) {
      String[] cells = here.get(n).split(" ");
      for (int i = 0; i < 4; i++) {
        assertThat(Double.parseDouble(cells[i]))
            .isCloseTo(1000 * values[n][i] + 500, within(0.01 * deviations[i]));
      }
    }
    Path output = folder.resolve("output");
    assertThat(
            AnotherJvm.run(
                Elsewhere.class,
                output,
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                "-Dfolder=" + folder.resolve("saved")))
        .isZero();
    List<String> elsewhere =
        Files.readAllLines(output).stream().filter(line -> !line.startsWith("SLF4J")).toList();
    assertThat(elsewhere).isEqualTo(here);
  }

  /** Each row in the units of the table. */
  private static List<String> reconstructions(Autoencoder autoencoder, Table table)
      throws IOException {
    Columns columns = autoencoder.columns().orElseThrow();
    DecodedRows rows = columns.decode(autoencoder.reconstruct(encoded(columns, table).x()));
    return IntStream.range(0, rows.size())
        .mapToObj(
            n ->
                "%s %s %s %s"
                    .formatted(
                        rows.number(n, 0), rows.number(n, 1), rows.number(n, 2), rows.number(n, 3)))
        .toList();
  }

  private static EncodedRows encoded(Columns columns, Table table) throws IOException {
    try (Rows rows = columns.open(table)) {
      return columns.encode(rows, 1_000_000);
    }
  }

  /** Times 1000 plus 500, the columns in some order. */
  private static Table table(double[][] values, int... order) {
    List<List<Object>> cells = new ArrayList<>();
    for (double[] row : values) {
      cells.add(IntStream.of(order).<Object>mapToObj(i -> 1000 * row[i] + 500).toList());
    }
    return Tables.of("plane", IntStream.of(order).mapToObj(NAMES::get).toList(), cells);
  }

  /** Loads the model and prints what it makes of the same rows, whose columns stand elsewhere. */
  static final class Elsewhere {

    public static void main(String[] arguments) throws IOException {
      Autoencoder autoencoder = Autoencoder.load(Path.of(System.getProperty("folder")));
      reconstructions(autoencoder, table(Planes.values(2000, 4), 2, 0, 3, 1))
          .forEach(System.out::println);
    }
  }
}
