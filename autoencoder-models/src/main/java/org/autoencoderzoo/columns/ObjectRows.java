package org.autoencoderzoo.columns;

import java.util.Iterator;
import java.util.List;

/** Rows of objects: texts, numbers, or whatever has a text. */
final class ObjectRows implements Rows {

  private final String table;
  private final Iterator<? extends List<?>> rows;
  private List<?> row;
  private long count;

  ObjectRows(String table, Iterator<? extends List<?>> rows) {
    this.table = table;
    this.rows = rows;
  }

  @Override
  public boolean next() {
    if (!rows.hasNext()) {
      return false;
    }
    row = rows.next();
    count++;
    return true;
  }

  @Override
  public String text(int column) {
    Object cell = row.get(column);
    return cell == null ? null : cell.toString().strip();
  }

  @Override
  public double number(int column) {
    return row.get(column) instanceof Number number
        ? number.doubleValue()
        : Rows.super.number(column);
  }

  @Override
  public String where() {
    return table + ", row " + count;
  }

  @Override
  public void close() {
    // It holds nothing to close.
  }
}
