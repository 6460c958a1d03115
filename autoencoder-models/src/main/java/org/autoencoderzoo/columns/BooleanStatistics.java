package org.autoencoderzoo.columns;

import java.util.List;

/** What a fit gathers of a column of no and yes. */
final class BooleanStatistics extends ColumnStatistics {

  private static final long serialVersionUID = 1L;

  private final String[] texts = new String[2];
  private final long[] rows = new long[2];
  private final double[] weights = new double[2];

  BooleanStatistics(Cells cells) {
    super(cells);
  }

  @Override
  boolean addValue(Rows from, int at, double weight) throws WrongTableException {
    int value = cells().noOrYes(from, at);
    if (value < 0) {
      return false;
    }
    if (texts[value] == null) {
      texts[value] = from.text(at);
    }
    rows[value]++;
    weights[value] += weight;
    return true;
  }

  @Override
  void mergeValues(ColumnStatistics other) {
    BooleanStatistics values = (BooleanStatistics) other;
    for (int value = 0; value < 2; value++) {
      texts[value] = texts[value] == null ? values.texts[value] : texts[value];
      rows[value] += values.rows[value];
      weights[value] += values.weights[value];
    }
  }

  @Override
  BooleanType type() {
    return new BooleanType();
  }

  @Override
  boolean isConstant() {
    return rows[0] == 0 || rows[1] == 0;
  }

  @Override
  CategoryColumn finish(int unit) {
    return new CategoryColumn(
        column(),
        unit,
        ColumnKind.BOOLEAN,
        List.of(texts),
        List.of(rows[0], rows[1]),
        0,
        0,
        0,
        CategoryStatistics.shares(weights),
        missing());
  }
}
