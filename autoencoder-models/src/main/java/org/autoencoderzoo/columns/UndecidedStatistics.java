package org.autoencoderzoo.columns;

/** Counts the cells of a column whose type nothing has told yet: all of them are missing. */
final class UndecidedStatistics extends ColumnStatistics {

  private static final long serialVersionUID = 1L;

  private final MissingTexts missingTexts;

  UndecidedStatistics(String column, MissingTexts missing) {
    super(column);
    this.missingTexts = missing;
  }

  boolean isStillMissing(Rows rows, int at) {
    return missingTexts.contains(rows.text(at));
  }

  @Override
  boolean addValue(Rows rows, int at, double weight) {
    return false;
  }

  @Override
  void mergeValues(ColumnStatistics other) {
    // There are no values.
  }

  @Override
  ColumnType type() {
    return null;
  }

  @Override
  boolean isConstant() {
    return true;
  }

  @Override
  Column finish(int unit) {
    throw new AssertionError("a column without values is kept out");
  }
}
