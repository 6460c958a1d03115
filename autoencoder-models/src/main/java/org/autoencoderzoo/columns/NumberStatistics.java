package org.autoencoderzoo.columns;

import org.autoencoderzoo.settings.Arguments;

/** What a fit gathers of a column of numbers. */
final class NumberStatistics extends ColumnStatistics {

  private static final long serialVersionUID = 1L;
  private static final int MOST_DISTINCT = 11;

  private final NumberType type;
  private final Scaler scaler;
  private final double[] distinct = new double[MOST_DISTINCT];
  private int distinctCount;

  NumberStatistics(Cells cells, NumberType type) {
    super(cells);
    this.type = type;
    this.scaler = new Scaler(type.scaling(), type.transform());
  }

  @Override
  boolean addValue(Rows rows, int at, double weight) throws WrongTableException {
    double value = cells().number(rows, at, type.transform());
    if (Double.isNaN(value)) {
      return false;
    }
    addDistinct(value);
    scaler.add(value, weight);
    return true;
  }

  private void addDistinct(double value) {
    if (distinctCount == MOST_DISTINCT) {
      return;
    }
    for (int i = 0; i < distinctCount; i++) {
      if (distinct[i] == value) {
        return;
      }
    }
    distinct[distinctCount++] = value;
  }

  @Override
  void mergeValues(ColumnStatistics other) {
    NumberStatistics numbers = (NumberStatistics) other;
    for (int i = 0; i < numbers.distinctCount; i++) {
      addDistinct(numbers.distinct[i]);
    }
    scaler.merge(numbers.scaler);
  }

  @Override
  NumberType type() {
    return type;
  }

  @Override
  boolean isConstant() {
    return scaler.isConstant();
  }

  @Override
  NumberColumn finish(int unit) {
    Arguments.check(
        scaler.isUsable(),
        "column %s has numbers from %s to %s, which are too far apart or too large to compute with;"
            + " take log(1 + x), or leave the column out",
        WrongTableException.quoted(column()),
        scaler.least(),
        scaler.greatest());
    return new NumberColumn(
        column(),
        unit,
        type,
        scaler.centre(),
        scaler.scale(),
        scaler.centreUnit(),
        scaler.moments().mean(),
        scaler.moments().deviation(),
        scaler.least(),
        scaler.greatest(),
        distinctCount,
        seen(),
        missing());
  }
}
