package org.autoencoderzoo.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.columns.Columns;
import org.autoencoderzoo.columns.EncodedRows;
import org.autoencoderzoo.columns.Scaling;
import org.autoencoderzoo.columns.Tables;
import org.autoencoderzoo.zoo.Basic;
import org.autoencoderzoo.zoo.MixedTable;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Errors by column against loops over the cells. */
class ColumnErrorsTest {

  private static final int[][] UNITS = {{0, 1}, {1, 5}, {5, 6}, {6, 10}};

  private final Columns columns;
  private final Autoencoder autoencoder;
  private final INDArray x;
  private final INDArray mask;

  ColumnErrorsTest() throws IOException {
    columns = MixedTable.columns(Scaling.STANDARD);
    autoencoder = Basic.builder().forColumns(columns).build().init();
    x = MixedTable.encoded(columns, MixedTable.of(80, 2)).x();
    mask = Nd4j.ones(DataType.FLOAT, x.shape());
    for (int n = 0; n < 80; n += 3) {
      int[] units = UNITS[n % 4];
      mask.get(NDArrayIndex.point(n), NDArrayIndex.interval(units[0], units[1])).assign(0);
    }
    mask.getRow(5).muli(2.5);
  }

  @Test
  void errorsAreThoseOfEachCellAndAddUpToTheLoss() {
    INDArray y = autoencoder.reconstruct(x);
    INDArray errors = new ColumnErrors(autoencoder).add(x, null);
    assertThat(errors.shape()).containsExactly(80, 4);
    for (int n = 0; n < 80; n++) {
      double number = y.getDouble(n, 5) - x.getDouble(n, 5);
      assertThat(errors.getDouble(n, 2)).isCloseTo(number * number, within(1e-6));
      double level = 0;
      for (int unit = 6; unit < 10; unit++) {
        level += x.getDouble(n, unit) == 1 ? -Math.log(y.getDouble(n, unit)) : 0;
      }
      assertThat(errors.getDouble(n, 3)).isCloseTo(level, within(1e-6));
    }
    INDArray losses = autoencoder.reconstructionLoss(x);
    assertThat(errors.sum(1).castTo(DataType.FLOAT).equalsWithEps(losses, 1e-4)).isTrue();
  }

  @Test
  void missingCellsDoNotCountAndRowsCountByTheirWeight() {
    ColumnErrors all = new ColumnErrors(autoencoder);
    INDArray errors = all.add(x, mask);
    INDArray unmasked = new ColumnErrors(autoencoder).add(x, null);
    for (int column = 0; column < 4; column++) {
      double error = 0;
      double weight = 0;
      double[] sums = new double[UNITS[column][1] - UNITS[column][0]];
      double squares = 0;
      for (int n = 0; n < 80; n++) {
        double ofCell = mask.getDouble(n, UNITS[column][0]);
        assertThat(errors.getDouble(n, column))
            .isEqualTo(ofCell == 0 ? 0 : unmasked.getDouble(n, column));
        error += ofCell * unmasked.getDouble(n, column);
        weight += ofCell;
        for (int i = 0; i < sums.length; i++) {
          double unit = x.getDouble(n, UNITS[column][0] + i);
          sums[i] += ofCell * unit;
          squares += ofCell * unit * unit;
        }
      }
      double constant = 0;
      for (double sum : sums) {
        constant +=
            sums.length == 1
                ? squares - sum * sum / weight
                : sum == 0 ? 0 : -sum * Math.log(sum / weight);
      }
      assertThat(all.fvu().get(column).getAsDouble()).isCloseTo(error / constant, within(1e-6));
    }
  }

  @Test
  void blocksAddUp() {
    ColumnErrors all = new ColumnErrors(autoencoder);
    INDArray errors = all.add(x, mask);
    ColumnErrors blocks = new ColumnErrors(autoencoder);
    blocks.add(rows(x, 0, 33), rows(mask, 0, 33));
    assertThat(blocks.add(Nd4j.create(DataType.FLOAT, 0, 10), null).shape()).containsExactly(0, 4);
    INDArray second = blocks.add(rows(x, 33, 80), rows(mask, 33, 80));
    assertThat(second.equalsWithEps(rows(errors, 33, 80), 1e-5)).isTrue();
    for (int column = 0; column < 4; column++) {
      assertThat(blocks.fvu().get(column).getAsDouble())
          .isCloseTo(all.fvu().get(column).getAsDouble(), within(1e-6));
    }
  }

  private static INDArray rows(INDArray all, long from, long to) {
    return all.get(NDArrayIndex.interval(from, to));
  }

  @Test
  void perfectIsZeroAndTheMeanIsOne() {
    ColumnErrors perfect = new ColumnErrors(autoencoder);
    perfect.add(x, x, null);
    ColumnErrors constant = new ColumnErrors(autoencoder);
    constant.add(x, Nd4j.ones(DataType.FLOAT, 80, 1).mmul(x.mean(true, 0)), null);
    for (int column = 0; column < 4; column++) {
      assertThat(perfect.fvu().get(column)).hasValue(0);
      assertThat(constant.fvu().get(column).getAsDouble()).isCloseTo(1, within(1e-4));
    }
  }

  @Test
  void columnThatDoesNotVaryHasNoFractionAndNoProbabilityIsTooSmall() throws IOException {
    ColumnErrors none = new ColumnErrors(autoencoder);
    assertThat(none.fvu()).containsOnly(OptionalDouble.empty());
    EncodedRows same =
        MixedTable.encoded(
            columns,
            Tables.of(
                "t",
                List.of("height", "size", "weight", "colour"),
                List.of(List.of(170, "small", 70, "red"), List.of(180, "small", 70, "blue"))));
    INDArray errors = none.add(same.x(), Nd4j.zeros(DataType.FLOAT, 2, 10), null);
    assertThat(none.fvu().get(0)).isPresent();
    assertThat(none.fvu().get(1)).isEmpty();
    assertThat(none.fvu().get(2)).isEmpty();
    assertThat(errors.getDouble(0, 1)).isCloseTo(-Math.log(1e-37), within(1e-6));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    ColumnErrors errors = new ColumnErrors(autoencoder);
    assertThatThrownBy(() -> errors.add(x, x, Nd4j.ones(80, 1)))
        .hasMessage("x, reconstructions and mask must be of one shape [N, 10]");
    assertThatThrownBy(() -> new ColumnErrors(Basic.builder().inputSize(3).build().init()))
        .hasMessageContaining("The autoencoder has no columns; build its model forColumns");
    assertThatThrownBy(() -> new ColumnErrors(null)).hasMessageContaining("autoencoder is null");
  }
}
