package org.autoencoderzoo.columns;

import org.autoencoderzoo.settings.Arguments;

/** What a fit gathers of a column of numbers. */
final class NumberStatistics extends ColumnStatistics {

  private static final long serialVersionUID = 1L;
  private static final int MOST_DISTINCT = 11;

  private final NumberType type;
  private final NumberCells cells;
  private final Scaler scaler;
  private final double[] distinct = new double[MOST_DISTINCT];
  private int distinctCount;
  private double least = Double.POSITIVE_INFINITY;
  private double greatest = Double.NEGATIVE_INFINITY;
  private long seen;

  NumberStatistics(String column, NumberType type, MissingTexts missing) {
    super(column);
    this.type = type;
    this.cells = new NumberCells(column, missing, type.transform());
    this.scaler = new Scaler(type.scaling());
  }

  @Override
  boolean addValue(Rows rows, int at, double weight) throws WrongTableException {
    double value = cells.read(rows, at);
    if (Double.isNaN(value)) {
      return false;
    }
    seen++;
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
    if (distinctCount < MOST_DISTINCT) {
      addDistinct(value);
    }
    scaler.add(type.transform().of(value), weight);
    return true;
  }

  private void addDistinct(double value) {
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
    seen += numbers.seen;
    least = Math.min(least, numbers.least);
    greatest = Math.max(greatest, numbers.greatest);
    for (int i = 0; i < numbers.distinctCount && distinctCount < MOST_DISTINCT; i++) {
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
        least,
        greatest);
    return new NumberColumn(
        column(),
        unit,
        type,
        scaler.centre(),
        scaler.scale(),
        scaler.centreUnit(),
        scaler.moments().mean(),
        scaler.moments().deviation(),
        least,
        greatest,
        distinctCount,
        seen,
        missing());
  }
}
