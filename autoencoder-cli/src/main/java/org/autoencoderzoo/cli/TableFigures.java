package org.autoencoderzoo.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.columns.CategoryColumn;
import org.autoencoderzoo.columns.Column;
import org.autoencoderzoo.columns.Columns;
import org.autoencoderzoo.columns.DecodedRows;
import org.autoencoderzoo.columns.EncodedRows;
import org.autoencoderzoo.columns.NumberColumn;
import org.autoencoderzoo.evaluation.ColumnErrors;
import org.autoencoderzoo.evaluation.Metric;
import org.autoencoderzoo.evaluation.ReconstructionEvaluation;
import org.autoencoderzoo.linear.Pca;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Measures reconstructions of the rows of a table, column by column. Cells without a value do not
 * count, others by the weight of their row.
 */
final class TableFigures {

  private final Autoencoder autoencoder;
  private final Columns columns;
  private final EncodedRows rows;
  private final int width;
  private final float[] x;
  private final float[] weights;
  private final Pca pca;

  private TableFigures(Autoencoder autoencoder, Columns columns, EncodedRows rows, Pca pca) {
    this.autoencoder = autoencoder;
    this.columns = columns;
    this.rows = rows;
    this.width = columns.width();
    this.x = floats(rows.x());
    this.weights = rows.mask() == null ? null : floats(rows.mask());
    this.pca = pca;
  }

  /** Figures on test rows, beside PCA of training rows, which may be null. */
  static TableFigures of(
      Autoencoder autoencoder, Columns columns, EncodedRows test, EncodedRows train) {
    Pca pca =
        train == null
            ? null
            : Pca.fit(train.x(), ReconstructionEvaluation.pcaCodeSize(autoencoder, train.x()));
    return new TableFigures(autoencoder, columns, test, pca);
  }

  private static float[] floats(INDArray values) {
    return values.dup('c').data().asFloat();
  }

  RunMetrics metrics(String model, String data, long trainRows) {
    INDArray y = autoencoder.reconstruct(rows.x(), rows.mask());
    double[] errors = errors(floats(y));
    double[] variances = variances();
    double error = Arrays.stream(errors).sum();
    Map<Metric, Double> metrics = new EnumMap<>(Metric.class);
    metrics.putAll(
        pca == null
            ? ReconstructionEvaluation.of(autoencoder, rows.x(), rows.mask())
            : ReconstructionEvaluation.of(autoencoder, pca, rows.x(), rows.mask()));
    // Of the reconstructions that are written, whose codes fit the cells that are there.
    metrics.put(Metric.SQUARED_ERROR, error / count());
    metrics.remove(Metric.FVU);
    double variance = Arrays.stream(variances).sum();
    if (variance > 0) {
      metrics.put(Metric.FVU, error / variance);
    }
    return new RunMetrics(model, data, trainRows, rows.size(), pca, metrics, figures(y));
  }

  /** What the rows count together, each as its cell that counts most. */
  private double count() {
    return rows.mask() == null ? rows.size() : rows.mask().max(1).sumNumber().doubleValue();
  }

  private double weight(int at) {
    return weights == null ? 1 : weights[at];
  }

  /** Squared, by unit, summed over the rows. */
  private double[] errors(float[] y) {
    double[] errors = new double[width];
    for (int i = 0; i < x.length; i++) {
      double difference = (double) y[i] - x[i];
      errors[i % width] += weight(i) * difference * difference;
    }
    return errors;
  }

  /** Squared distances from the mean, by unit, summed over the rows. */
  private double[] variances() {
    double[] sums = new double[width];
    double[] counts = new double[width];
    for (int i = 0; i < x.length; i++) {
      sums[i % width] += weight(i) * x[i];
      counts[i % width] += weight(i);
    }
    double[] variances = new double[width];
    for (int i = 0; i < x.length; i++) {
      int unit = i % width;
      double difference = x[i] - sums[unit] / counts[unit];
      variances[unit] += weight(i) == 0 ? 0 : weight(i) * difference * difference;
    }
    return variances;
  }

  private List<ColumnFigures> figures(INDArray y) {
    ColumnErrors errors = new ColumnErrors(autoencoder);
    errors.add(rows.x(), y, rows.mask());
    List<OptionalDouble> unexplained = errors.fvu();
    DecodedRows truth = columns.decode(rows.x());
    DecodedRows made = columns.decode(y);
    List<ColumnFigures> figures = new ArrayList<>();
    for (int i = 0; i < columns.columns().size(); i++) {
      Column column = columns.columns().get(i);
      double seen = 0;
      double missing = 0;
      double distance = 0;
      double right = 0;
      for (int row = 0; row < rows.size(); row++) {
        double weight = weight(row * width + column.units().from());
        if (weight == 0) {
          missing++;
          continue;
        }
        seen += weight;
        if (column instanceof NumberColumn) {
          distance += weight * Math.abs(truth.number(row, i) - made.number(row, i));
        } else if (truth.text(row, i).equals(made.text(row, i))) {
          right += weight;
        }
      }
      figures.add(
          new ColumnFigures(
              column.name(),
              column.kind(),
              unexplained.get(i).isPresent() ? unexplained.get(i).getAsDouble() : null,
              column instanceof NumberColumn && seen > 0 ? distance / seen : null,
              column instanceof CategoryColumn && seen > 0 ? right / seen : null,
              missing / rows.size()));
    }
    return figures;
  }
}
