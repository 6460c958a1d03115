package org.autoencoderzoo.columns;

import java.io.IOException;
import java.util.List;
import org.datavec.api.records.reader.RecordReader;
import org.datavec.api.writable.Writable;
import org.datavec.api.writable.WritableType;

/** One pass over the records of DataVec. */
final class RecordRows implements Rows {

  private final String table;
  private final List<String> names;
  private final RecordReader reader;
  private List<Writable> row;
  private long count;

  RecordRows(String table, List<String> names, RecordReader reader) {
    this.table = table;
    this.names = names;
    this.reader = reader;
  }

  @Override
  public boolean next() throws IOException {
    try {
      if (!reader.hasNext()) {
        return false;
      }
      row = reader.next();
    } catch (RuntimeException e) {
      throw new WrongTableException(
          "%s cannot be read after row %d: %s".formatted(table, count, e.getMessage()), e);
    }
    count++;
    if (row.size() != names.size()) {
      throw new WrongTableException(
          "%s has %d values, expected %d: one for each column"
              .formatted(where(), row.size(), names.size()));
    }
    return true;
  }

  @Override
  public String text(int column) {
    Writable cell = row.get(column);
    return cell == null || cell.getType() == WritableType.Null ? null : cell.toString().strip();
  }

  @Override
  public double number(int column) {
    Writable cell = row.get(column);
    return cell != null && isNumber(cell.getType()) ? cell.toDouble() : Rows.super.number(column);
  }

  private static boolean isNumber(WritableType type) {
    return type == WritableType.Double
        || type == WritableType.Float
        || type == WritableType.Int
        || type == WritableType.Long
        || type == WritableType.Byte;
  }

  @Override
  public String where() {
    return table + ", row " + count;
  }

  @Override
  public void close() {
    // The reader belongs to the caller, and is read again in the next pass.
  }
}
