package org.autoencoderzoo.columns;

/** Reads how many times a row counts. */
final class RowWeight {

  private RowWeight() {}

  static double read(NumberCells cells, Rows rows, int at) throws WrongTableException {
    double weight = cells.read(rows, at);
    if (weight >= 0 && weight <= Float.MAX_VALUE) {
      return weight;
    }
    throw cells.wrong(rows, at, "the weight of the row, a number of at least 0");
  }
}
