package org.autoencoderzoo.columns;

import java.util.List;

/** Yes and no as two one-hot units. */
final class BooleanCoding extends Coding {

  private final BooleanCells cells;
  private final List<String> names;

  BooleanCoding(CategoryColumn column, MissingTexts missing) {
    super(column);
    this.cells = new BooleanCells(column.name(), missing);
    this.names = column.levels();
  }

  @Override
  boolean encodeValue(Rows rows, int at, float[] x, int first, OtherTexts others)
      throws WrongTableException {
    int value = cells.read(rows, at);
    if (value < 0) {
      return false;
    }
    x[first + value] = 1;
    return true;
  }

  @Override
  String text(double[] y, int row) {
    return names.get(DecodedRows.largest(y, row + from(), units()));
  }
}
