package org.autoencoderzoo.columns;

import java.io.IOException;

/** Rows of a table whose columns stand in another order than those of the fit. */
final class OrderedRows implements Rows {

  /** For a column that the table has not. */
  static final int ABSENT = -1;

  private final Rows source;
  private final int[] order;

  /**
   * Puts columns in order.
   *
   * @param order of each column here, its place there
   */
  OrderedRows(Rows source, int[] order) {
    this.source = source;
    this.order = order;
  }

  Rows source() {
    return source;
  }

  int columns() {
    return order.length;
  }

  /** Its place in the source. */
  int place(int column) {
    return order[column];
  }

  @Override
  public boolean next() throws IOException {
    return source.next();
  }

  @Override
  public String text(int column) {
    return order[column] == ABSENT ? null : source.text(order[column]);
  }

  @Override
  public double number(int column) {
    return order[column] == ABSENT ? Double.NaN : source.number(order[column]);
  }

  @Override
  public String where() {
    return source.where();
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
