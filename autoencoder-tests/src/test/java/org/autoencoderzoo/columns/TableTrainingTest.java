package org.autoencoderzoo.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.training.Examples;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.zoo.Linear;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * From a table to a model and back, on rows (u, v, u + v, u - v): two numbers tell all four, so
 * that a linear code of size 2 loses nothing.
 */
class TableTrainingTest {

  private static final List<String> NAMES = List.of("u", "v", "sum", "difference");
  private static final int ROWS = 2000;
  private static final Training TRAINING = Training.defaults().withEpochs(60).withBatchSize(64);

  @TempDir Path folder;

  private static double[][] plane(double size, double offset) {
    Random random = new Random(4);
    double[][] rows = new double[ROWS][];
    for (int i = 0; i < ROWS; i++) {
      double u = random.nextGaussian();
      double v = random.nextGaussian();
      rows[i] = new double[] {u, v, u + v, u - v};
      for (int j = 0; j < 4; j++) {
        rows[i][j] = size * rows[i][j] + offset;
      }
    }
    return rows;
  }

  /** The columns in some order; without the cells that a number below the share leaves out. */
  private static Table table(double[][] values, double missingShare, int... order) {
    Random random = new Random(6);
    List<List<Object>> rows = new ArrayList<>();
    for (double[] row : values) {
      List<Object> cells = new ArrayList<>();
      for (int column : order) {
        cells.add(random.nextDouble() < missingShare ? "" : (Object) row[column]);
      }
      rows.add(cells);
    }
    List<String> names = new ArrayList<>();
    for (int column : order) {
      names.add(NAMES.get(column));
    }
    return Tables.of("plane.csv", names, rows);
  }

  private static Autoencoder linear(Columns columns) {
    return Linear.builder().forColumns(columns).codeSize(2).build().init();
  }

  @Test
  void reconstructionsComeBackInRawUnitsAlsoFromOtherOrdersAndFromTheSavedModel()
      throws IOException {
    double[][] values = plane(1000, 500);
    Table table = table(values, 0, 0, 1, 2, 3);
    Columns columns = Columns.builder().fit(table);
    Autoencoder autoencoder = linear(columns);
    autoencoder.fit(columns.examples(table), TRAINING);
    DecodedRows back =
        columns.decode(autoencoder.reconstruct(OneColumn.all(columns, table).x(), null));
    for (int column = 0; column < 4; column++) {
      double deviation = ((NumberColumn) columns.columns().get(column)).deviation();
      for (int row = 0; row < ROWS; row++) {
        assertThat(back.number(row, column))
            .isEqualTo(values[row][column], within(0.01 * deviation));
      }
    }

    autoencoder.save(folder.resolve("model"));
    Autoencoder loaded = Autoencoder.load(folder.resolve("model"));
    Columns saved = loaded.columns().orElseThrow();
    assertThat(saved).isEqualTo(columns);
    EncodedRows reordered = OneColumn.all(saved, table(values, 0, 3, 1, 0, 2));
    DecodedRows again = saved.decode(loaded.reconstruct(reordered.x(), null));
    for (int row = 0; row < ROWS; row++) {
      assertThat(again.text(row, 2)).isEqualTo(back.text(row, 2));
    }
  }

  @Test
  void missingCellsAreFilledInByAModelThatLearnedFromRowsWithGaps(TestReporter reporter)
      throws IOException {
    double[][] values = plane(1, 0);
    Table table = table(values, 0.1, 0, 1, 2, 3);
    Columns columns = Columns.builder().fit(table);
    assertThat(columns.columns().get(0).missingShare()).isEqualTo(0.1, within(0.03));
    EncodedRows rows = OneColumn.all(columns, table);
    double ofTheMean = errorOfGaps(columns.decode(rows.x()), rows.mask(), values);
    Autoencoder autoencoder = linear(columns);
    autoencoder.fit(columns.examples(table), TRAINING);
    DecodedRows filled = columns.decode(autoencoder.reconstruct(rows.x(), rows.mask()));
    double error = errorOfGaps(filled, rows.mask(), values);
    reporter.publishEntry("mean absolute error", error + ", of the mean " + ofTheMean);
    assertThat(ofTheMean).isBetween(0.8, 1.1);
    assertThat(error).isLessThan(0.1);
  }

  private static double errorOfGaps(DecodedRows filled, INDArray mask, double[][] values) {
    double error = 0;
    int cells = 0;
    for (int row = 0; row < ROWS; row++) {
      for (int column = 0; column < 4; column++) {
        if (mask.getDouble(row, column) == 0) {
          error += Math.abs(filled.number(row, column) - values[row][column]);
          cells++;
        }
      }
    }
    return error / cells;
  }

  @Test
  void tableThatIsReadInEachPassTrainsLikeOneInMemory() throws IOException {
    Table table = table(plane(1000, 500), 0.1, 0, 1, 2, 3);
    Columns columns = Columns.builder().scaling(Scaling.ROBUST).fit(table);
    Training training = TRAINING.withEpochs(2);
    Autoencoder inMemory = linear(columns);
    inMemory.fit(columns.examples(table), training);
    Autoencoder streamed = linear(columns);
    streamed.fit(
        Examples.streamed(new TableSource(columns, table)).shuffledWithin(2 * ROWS), training);
    INDArray difference = inMemory.network().params().sub(streamed.network().params());
    assertThat(Nd4j.math().abs(difference).maxNumber().doubleValue()).isZero();
  }
}
