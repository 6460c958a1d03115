package org.autoencoderzoo.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.cli.report.RunReport;
import org.autoencoderzoo.cli.report.ShownTable;
import org.autoencoderzoo.columns.Column;
import org.autoencoderzoo.columns.ColumnKind;
import org.autoencoderzoo.columns.Columns;
import org.autoencoderzoo.columns.DecodedRows;
import org.autoencoderzoo.columns.EncodedRows;
import org.autoencoderzoo.columns.NumberColumn;
import org.autoencoderzoo.columns.Transform;
import org.autoencoderzoo.evaluation.Metric;
import org.autoencoderzoo.examples.page.Rounded;
import org.autoencoderzoo.training.LearningCurve;
import org.autoencoderzoo.zoo.Zoo;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Gathers what the report of a run on a table shows. */
final class TableReport {

  /** Rows beside their reconstructions. */
  private static final int SHOWN = 5;

  private TableReport() {}

  static RunReport of(
      TableRunData data,
      SavedRun run,
      Zoo.Entry model,
      Autoencoder autoencoder,
      LearningCurve curve,
      RunMetrics measured,
      EncodedRows test) {
    INDArray x = first(test.x());
    INDArray mask = test.mask() == null ? null : first(test.mask());
    INDArray y = autoencoder.reconstruct(x, mask);
    Columns columns = data.columns();
    ShownTable shown =
        new ShownTable(
            measured.columns().stream().map(TableReport::error).toList(),
            rows(columns, test, columns.decode(x), columns.decode(y), mask),
            leftOut(columns),
            columns.remarks().stream().filter(remark -> !remark.endsWith("left out")).toList(),
            x,
            y,
            measured.metrics().containsKey(Metric.PCA_SQUARED_ERROR)
                ? OptionalInt.of(measured.pca().codeSize())
                : OptionalInt.empty());
    return ReportContents.of(
        run, model, data.name(), autoencoder, measured, curve, autoencoder.encode(x), shown);
  }

  private static INDArray first(INDArray rows) {
    return rows.get(
        NDArrayIndex.interval(0, Math.min(rows.size(0), ReportContents.CODES)), NDArrayIndex.all());
  }

  private static ShownTable.ColumnError error(ColumnFigures column) {
    String typical =
        column.meanAbsoluteError() != null
            ? "± " + Rounded.figure(column.meanAbsoluteError())
            : column.accuracy() != null ? Rounded.percent(column.accuracy()) + " right" : "";
    return new ShownTable.ColumnError(
        column.name(),
        kind(column.kind()),
        Optional.ofNullable(column.fvu()),
        typical,
        column.missing());
  }

  /** A kind in words. */
  static String kind(ColumnKind kind) {
    return kind == ColumnKind.DATE_TIME ? "date" : kind.name().toLowerCase(Locale.ROOT);
  }

  private static List<ShownTable.Row> rows(
      Columns columns, EncodedRows test, DecodedRows truth, DecodedRows made, INDArray mask) {
    List<ShownTable.Row> rows = new ArrayList<>();
    for (int row = 0; row < Math.min(SHOWN, truth.size()); row++) {
      List<ShownTable.Cell> cells = new ArrayList<>();
      for (int i = 0; i < columns.columns().size(); i++) {
        boolean isThere =
            mask == null || mask.getDouble(row, columns.columns().get(i).units().from()) != 0;
        cells.add(
            new ShownTable.Cell(
                isThere ? Optional.of(truth.text(row, i)) : Optional.empty(),
                made(columns.columns().get(i), made, row, i)));
      }
      String label = test.labels().isEmpty() ? null : test.labels().get(row);
      rows.add(new ShownTable.Row(label == null ? "Row " + (row + 1) : label, cells));
    }
    return rows;
  }

  /** With digits that differ between rows, and no more. */
  private static String made(Column column, DecodedRows made, int row, int at) {
    if (!(column instanceof NumberColumn numbers) || numbers.deviation() == 0) {
      return made.text(row, at);
    }
    double unit =
        numbers.type().transform() == Transform.IDENTITY
            ? numbers.deviation()
            : Math.abs(made.number(row, at));
    int decimals = (int) Math.max(0, Math.ceil(2 - Math.log10(Math.max(unit, 1e-12))));
    return BigDecimal.valueOf(made.number(row, at))
        .setScale(decimals, RoundingMode.HALF_EVEN)
        .toPlainString();
  }

  private static Map<String, String> leftOut(Columns columns) {
    Map<String, String> leftOut = new LinkedHashMap<>();
    columns.label().ifPresent(name -> leftOut.put(name, "the label"));
    columns.weight().ifPresent(name -> leftOut.put(name, "the weight of a row"));
    columns.ignored().forEach(name -> leftOut.put(name, "ignored"));
    columns
        .constant()
        .forEach(
            (name, value) ->
                leftOut.put(name, value.isEmpty() ? "without values" : "always " + value));
    return leftOut;
  }
}
