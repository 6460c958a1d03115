package org.autoencoderzoo.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.columns.Windows.Combination;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.zoo.Basic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Windows over a series, and back to its steps. */
class WindowsTest {

  private static final List<String> NAMES = List.of("level", "state", "class", "unit");

  /** Level n, a state that alternates every third step, a class, a gap in step 4. */
  private static Table series(int steps) {
    List<List<?>> rows = new ArrayList<>();
    for (int n = 0; n < steps; n++) {
      List<Object> row = new ArrayList<>();
      row.add(n == 4 ? null : (Object) (double) n);
      row.add(n % 3 == 0 ? "on" : n % 3 == 1 ? "off" : "idle");
      row.add("c" + n);
      row.add("m");
      rows.add(row);
    }
    return Tables.of("series", NAMES, rows);
  }

  private static Columns columns() throws IOException {
    return Columns.builder().label("class").fit(series(20));
  }

  @ParameterizedTest
  @CsvSource({"3, 1, 18", "3, 2, 9", "4, 3, 6", "5, 7, 3", "20, 1, 1", "1, 1, 20", "21, 1, 0"})
  void windowsAreThoseOfLoopsOverTheSteps(int length, int stride, int count) throws IOException {
    Windows windows = new Windows(length, stride);
    assertThat(windows.count(20)).isEqualTo(count);
    Table table = windows.over(series(20));
    assertThat(table.size()).hasValue(count);
    assertThat(table.names())
        .hasSize(4 * length)
        .startsWith("level[1]")
        .endsWith("unit[" + length + "]");
    Columns steps = columns();
    Columns columns = windows.columns(steps);
    EncodedRows each;
    try (Rows rows = steps.open(series(20))) {
      each = steps.encode(rows, 100);
    }
    try (Rows rows = columns.open(table)) {
      EncodedRows encoded = columns.encode(rows, 100);
      if (count == 0) {
        assertThat(encoded).isNull();
        return;
      }
      assertThat(encoded.size()).isEqualTo(count);
      INDArray sequences = windows.sequences(steps, encoded.x());
      INDArray masks = encoded.mask() == null ? null : windows.sequences(steps, encoded.mask());
      assertThat(sequences.shape()).containsExactly(count, steps.width(), length);
      for (int w = 0; w < count; w++) {
        assertThat(encoded.labels().get(w)).isEqualTo("c" + (w * stride + length - 1));
        for (int t = 0; t < length; t++) {
          int step = w * stride + t;
          for (int unit = 0; unit < steps.width(); unit++) {
            assertThat(sequences.getDouble(w, unit, t)).isEqualTo(each.x().getDouble(step, unit));
            assertThat(masks == null ? 1 : masks.getDouble(w, unit, t))
                .isEqualTo(each.mask().getDouble(step, unit));
          }
        }
      }
    }
  }

  @Test
  void windowsTrainLikeAnyTableAndComeBackWithTheNamesOfTheirSteps() throws IOException {
    Windows windows = new Windows(4, 1);
    Columns columns = windows.columns(columns());
    assertThat(columns.columns()).extracting(Column::name).startsWith("level[1]", "level[2]");
    assertThat(columns.constant()).containsEntry("unit[4]", "m");
    assertThat(columns.label()).contains("class[4]");
    assertThat(columns.check(windows.over(series(9)).names()).isSame()).isTrue();
    assertThat(Columns.fromJson(columns.toJson())).isEqualTo(columns);
    Autoencoder autoencoder = Basic.builder().forColumns(columns).build().init();
    autoencoder.fit(columns.examples(windows.over(series(20))), Training.defaults().withEpochs(2));
    try (Rows rows = columns.open(windows.over(series(20)))) {
      EncodedRows some = columns.encode(rows, 5);
      DecodedRows back = columns.decode(some.x());
      assertThat(back.number(2, 3)).isCloseTo(5, within(1e-4)); // level[4] of the third window
      assertThat(back.text(1, 4)).isEqualTo("off"); // state[1] of the second
      assertThat(autoencoder.reconstructionLoss(some.x(), some.mask()).length()).isEqualTo(5);
    }
  }

  @Test
  void wrongCellNamesItsStep() throws IOException {
    Windows windows = new Windows(3, 1);
    Columns columns = windows.columns(columns());
    List<List<?>> cells = new ArrayList<>();
    for (int n = 0; n < 6; n++) {
      cells.add(List.of(n == 4 ? "high" : (Object) n, "on", "c", "m"));
    }
    try (Rows rows = columns.open(windows.over(Tables.of("series", NAMES, cells)))) {
      assertThatThrownBy(() -> columns.encode(rows, 100))
          .isInstanceOf(WrongTableException.class)
          .hasMessageContaining("series, row 5, where the window ends")
          .hasMessageContaining("level[3]")
          .hasMessageContaining("high");
    }
  }

  @Test
  void windowsOfOneSeriesAreToldApart() throws IOException {
    Map<String, String> one = new Windows(4, 1).over(series(9)).identity();
    assertThat(one).isEqualTo(new Windows(4, 1).over(series(9)).identity());
    assertThat(one).isNotEqualTo(new Windows(4, 2).over(series(9)).identity());
    assertThat(one).isNotEqualTo(new Windows(3, 1).over(series(9)).identity());
  }

  @Test
  void scoresOfStepsAreTheMeanOrTheGreatestOfTheirWindows() {
    double[] scores = {1, -4, 3};
    Windows overlapping = new Windows(3, 2); // steps 0 to 2, 2 to 4, 4 to 6
    assertThat(overlapping.toSteps(scores, 8, Combination.MEAN))
        .containsExactly(1, 1, -1.5, -4, -0.5, 3, 3, Double.NaN);
    assertThat(overlapping.toSteps(scores, 8, Combination.GREATEST))
        .containsExactly(1, 1, 1, -4, 3, 3, 3, Double.NaN);
    Windows apart = new Windows(1, 3);
    assertThat(apart.toSteps(scores, 8, Combination.GREATEST))
        .containsExactly(1, Double.NaN, Double.NaN, -4, Double.NaN, Double.NaN, 3, Double.NaN);
    assertThat(new Windows(5, 1).toSteps(new double[0], 2, Combination.MEAN))
        .containsExactly(Double.NaN, Double.NaN);
    assertThatThrownBy(() -> apart.toSteps(scores, 11, Combination.MEAN))
        .hasMessage("There are 3 scores, but 11 steps have 4 windows");
  }

  @Test
  void whatDoesNotFitIsRefused() throws IOException {
    assertThatThrownBy(() -> new Windows(0, 1)).hasMessage("length is 0, must be 1 to 1000000");
    assertThatThrownBy(() -> new Windows(3, 0)).hasMessage("stride is 0, must be 1 to 1000000");
    Columns steps = columns();
    assertThatThrownBy(() -> new Windows(1_000_000, 1).columns(steps))
        .hasMessageContaining("are longer than 1000000 units; use a smaller length");
    assertThatThrownBy(
            () -> new Windows(3, 1).sequences(steps, org.nd4j.linalg.factory.Nd4j.zeros(2, 4)))
        .hasMessageContaining("x is of shape [2, 4], must be of shape [N, ");
  }
}
