package org.autoencoderzoo.columns;

/** Makes units of the cells of one fitted column, and back. */
abstract class Coding {

  private final int from;
  private final float[] centre;

  Coding(Column column) {
    this.from = column.units().from();
    this.centre = new float[column.units().size()];
    for (int i = 0; i < centre.length; i++) {
      centre[i] = column.centreUnits().get(i).floatValue();
    }
  }

  static Coding of(Column column, MissingTexts missing) {
    if (column instanceof NumberColumn numbers) {
      return new NumberCoding(numbers, missing);
    }
    if (column instanceof CategoryColumn levels) {
      return levels.kind() == ColumnKind.BOOLEAN
          ? new BooleanCoding(levels, missing)
          : new CategoryCoding(levels, missing);
    }
    return new DateTimeCoding((DateTimeColumn) column, missing);
  }

  final int from() {
    return from;
  }

  final int units() {
    return centre.length;
  }

  /**
   * Encodes a cell of the current row; a missing one as the centre.
   *
   * @param x where the units go, 0 so far
   * @param row where the row begins there
   * @param others hears of texts that are no level
   * @return false if the cell is missing
   * @throws WrongTableException if the cell does not fit the column
   */
  final boolean encode(Rows rows, int at, float[] x, int row, OtherTexts others)
      throws WrongTableException {
    if (encodeValue(rows, at, x, row + from, others)) {
      return true;
    }
    System.arraycopy(centre, 0, x, row + from, centre.length);
    return false;
  }

  /** False if the cell is missing. */
  abstract boolean encodeValue(Rows rows, int at, float[] x, int first, OtherTexts others)
      throws WrongTableException;

  /**
   * What the units say, in the words of the table.
   *
   * @param y decoded rows
   * @param row where the row begins there
   */
  abstract String text(double[] y, int row);
}
