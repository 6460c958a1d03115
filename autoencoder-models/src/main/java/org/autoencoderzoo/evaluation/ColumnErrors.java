package org.autoencoderzoo.evaluation;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.columns.CategoryColumn;
import org.autoencoderzoo.columns.Column;
import org.autoencoderzoo.columns.Columns;
import org.autoencoderzoo.settings.Arguments;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * How well an autoencoder reconstructs each column of a table: the error of every cell, and over
 * all cells the part of the column that is left unexplained. Rows come a block at a time; missing
 * cells do not count.
 *
 * <p>The error of a number, or of a date's units together, is the squared error of what the network
 * sees, which is scaled; that of a category the cross-entropy {@code -log p} of the level that is
 * there. What is left of a number is the sum of the squared errors over that of the squared
 * distances from the mean, of a category the mean cross-entropy over the entropy of its levels: 0
 * is perfect, 1 is what a constant reaches that knows the mean, or the shares of the levels. Means
 * and shares are those of the rows that were added.
 */
public final class ColumnErrors {

  /** Of a sum of squares in double: less, beside it, is no variance. */
  private static final double ROUNDING = 1e-12;

  /** The logarithm of a smaller probability has no meaning in single precision. */
  private static final double LEAST_PROBABILITY = 1e-37;

  private final Autoencoder autoencoder;
  private final Columns columns;

  /** {@code [columns]}; null before the first rows. */
  private INDArray errors;

  /** The sums of weights, of weighted units and of their squares {@code [3, D]}; likewise null. */
  private INDArray sums;

  /**
   * Starts without rows.
   *
   * @param autoencoder with columns, trained
   * @throws IllegalArgumentException if it is null or has no columns
   */
  public ColumnErrors(Autoencoder autoencoder) {
    Arguments.given("autoencoder", autoencoder);
    this.autoencoder = autoencoder;
    this.columns =
        autoencoder
            .columns()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "The autoencoder has no columns; build its model forColumns, or give it"
                            + " some with withColumns"));
  }

  /**
   * Adds rows.
   *
   * @param x encoded rows {@code [N, D]}, any N, not modified
   * @param mask of the same shape: 0 where a cell is missing, else the weight of the row; or null
   *     for 1
   * @return the error of each cell {@code [N, columns]}, in double, in the order of the columns;
   *     not weighted, and 0 where it is missing
   * @throws IllegalArgumentException if x or the mask has another shape or holds a value that is
   *     not finite
   */
  public INDArray add(INDArray x, INDArray mask) {
    return add(x, autoencoder.reconstruct(x), mask);
  }

  /**
   * Adds rows whose reconstructions are there already.
   *
   * @param x encoded rows {@code [N, D]}, any N, not modified
   * @param reconstructions of the same shape, not modified
   * @param mask as in {@link #add(INDArray, INDArray)}
   * @return as there
   * @throws IllegalArgumentException if the shapes are not equal, or are others
   */
  public INDArray add(INDArray x, INDArray reconstructions, INDArray mask) {
    List<Column> all = columns.columns();
    Arguments.given("x", x);
    Arguments.given("reconstructions", reconstructions);
    Arguments.check(
        x.rank() == 2
            && x.size(1) == columns.width()
            && x.equalShapes(reconstructions)
            && (mask == null || x.equalShapes(mask)),
        "x, reconstructions and mask must be of one shape [N, %d]",
        columns.width());
    if (x.isEmpty()) {
      return Nd4j.create(DataType.DOUBLE, 0, all.size());
    }
    INDArray targets = x.castTo(DataType.DOUBLE);
    INDArray outputs = reconstructions.castTo(DataType.DOUBLE);
    INDArray weights =
        mask == null ? Nd4j.ones(DataType.DOUBLE, x.shape()) : mask.castTo(DataType.DOUBLE);
    INDArray cells = Nd4j.createUninitialized(DataType.DOUBLE, x.size(0), all.size());
    INDArray ofCells = cells.ulike();
    for (int i = 0; i < all.size(); i++) {
      Column column = all.get(i);
      INDArray ofColumn = error(column, units(targets, column), units(outputs, column));
      INDArray weight = units(weights, column).max(true, 1);
      cells.putColumn(i, ofColumn.muli(weight.gt(0).castTo(DataType.DOUBLE)));
      ofCells.putColumn(i, weight);
    }
    sum(targets, weights, cells.mul(ofCells));
    return cells;
  }

  private static INDArray units(INDArray rows, Column column) {
    return rows.get(
        NDArrayIndex.all(), NDArrayIndex.interval(column.units().from(), column.units().to()));
  }

  private static INDArray error(Column column, INDArray x, INDArray y) {
    if (column instanceof CategoryColumn) {
      INDArray likely = Transforms.max(y, LEAST_PROBABILITY, true);
      return Transforms.log(likely, false).muli(x).sum(true, 1).negi();
    }
    INDArray difference = y.sub(x);
    return difference.muli(difference).sum(true, 1);
  }

  private void sum(INDArray x, INDArray weights, INDArray weighted) {
    INDArray ofUnits =
        Nd4j.vstack(
            weights.sum(true, 0), weights.mul(x).sum(true, 0), weights.mul(x).muli(x).sum(true, 0));
    sums = sums == null ? ofUnits : sums.addi(ofUnits);
    INDArray ofColumns = weighted.sum(0);
    errors = errors == null ? ofColumns : errors.addi(ofColumns);
  }

  /**
   * {@return the part of each column that is left unexplained, its fraction of variance or entropy,
   * in the order of the columns; empty for one that does not vary in these rows, or has no value
   * there}
   */
  public List<OptionalDouble> fvu() {
    return IntStream.range(0, columns.columns().size()).mapToObj(this::fvu).toList();
  }

  private OptionalDouble fvu(int column) {
    if (errors == null) {
      return OptionalDouble.empty();
    }
    Column of = columns.columns().get(column);
    double greatest = 0;
    double squares = 0;
    for (int unit = of.units().from(); unit < of.units().to(); unit++) {
      double weight = sums.getDouble(0, unit);
      double sum = sums.getDouble(1, unit);
      double square = sums.getDouble(2, unit);
      if (weight > 0) {
        greatest +=
            of instanceof CategoryColumn
                ? sum == 0 ? 0 : -sum * Math.log(sum / weight)
                : square - sum * sum / weight;
        squares += square;
      }
    }
    return greatest > ROUNDING * squares
        ? OptionalDouble.of(errors.getDouble(column) / greatest)
        : OptionalDouble.empty();
  }
}
