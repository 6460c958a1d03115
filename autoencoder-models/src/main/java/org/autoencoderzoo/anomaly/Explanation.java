package org.autoencoderzoo.anomaly;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.autoencoderzoo.columns.Column;
import org.autoencoderzoo.columns.Columns;
import org.autoencoderzoo.columns.DecodedRows;
import org.autoencoderzoo.columns.UnitRange;
import org.autoencoderzoo.settings.InputCheck;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Asks of each column what the score would be, had the column the value that fits the others best.
 * To compare each value with the row's reconstruction instead would blame the wrong columns: a
 * wrong value draws the code to it, and so the reconstructions of all columns away from theirs.
 *
 * @param scoring by which rows are scored
 */
record Explanation(Scoring scoring) {

  List<List<ColumnCause>> of(INDArray rows, INDArray mask, int most) {
    INDArray x = rows.castTo(InputCheck.floatingType(rows));
    List<List<ColumnCause>> causes = new ArrayList<>();
    for (long row = 0; row < x.size(0); row++) {
      INDArrayIndex one = NDArrayIndex.interval(row, row + 1);
      causes.add(ofRow(x.get(one), mask == null ? null : mask.get(one), most));
    }
    return causes;
  }

  private List<ColumnCause> ofRow(INDArray x, INDArray mask, int most) {
    Optional<Columns> columns = scoring.autoencoder().columns();
    List<UnitRange> units =
        columns
            .map(all -> all.columns().stream().map(Column::units).toList())
            .orElseGet(
                () ->
                    IntStream.range(0, (int) x.size(1))
                        .mapToObj(i -> new UnitRange(i, i + 1))
                        .toList());
    INDArray seen =
        mask == null ? Nd4j.ones(x.dataType(), x.shape()) : mask.gt(0).castTo(x.dataType());
    INDArray without = Nd4j.repeat(seen, units.size()).reshape('c', units.size(), x.size(1)).dup();
    INDArray variants = Nd4j.repeat(x, units.size()).reshape('c', units.size(), x.size(1)).dup();
    for (int i = 0; i < units.size(); i++) {
      without.get(NDArrayIndex.point(i), interval(units.get(i))).assign(0);
    }
    INDArray filled = scoring.autoencoder().reconstruct(variants, without);
    for (int i = 0; i < units.size(); i++) {
      INDArrayIndex[] cell = {NDArrayIndex.point(i), interval(units.get(i))};
      variants.get(cell).assign(filled.get(cell));
    }
    Optional<DecodedRows> given = columns.map(all -> all.decode(x));
    Optional<DecodedRows> expected = columns.map(all -> all.decode(variants));
    double score = scoring.of(x, seen)[0];
    double[] others =
        scoring.of(variants, Nd4j.repeat(seen, units.size()).reshape(variants.shape()));
    return IntStream.range(0, units.size())
        .filter(i -> seen.getDouble(0, units.get(i).from()) > 0)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> others[i]))
        .limit(most)
        .map(
            i ->
                new ColumnCause(
                    columns.map(all -> all.columns().get(i).name()).orElse("column " + i),
                    score > 0 ? Math.min(1, Math.max(0, 1 - others[i] / score)) : 0,
                    given.map(row -> row.text(0, i)).orElseGet(() -> text(x, 0, i)),
                    expected.map(row -> row.text(i, i)).orElseGet(() -> text(variants, i, i))))
        .toList();
  }

  private static INDArrayIndex interval(UnitRange units) {
    return NDArrayIndex.interval(units.from(), units.to());
  }

  private static String text(INDArray rows, int row, int column) {
    return Float.toString(rows.getFloat(row, column));
  }
}
