package org.autoencoderzoo.columns;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.autoencoderzoo.files.Sha256;
import org.autoencoderzoo.settings.Arguments;

/** Tables of rows that a program already has. */
public final class Tables {

  private Tables() {}

  /**
   * A table in memory.
   *
   * @param name what messages call it
   * @param names of the columns, each once
   * @param rows each with one cell per column: texts, numbers, true or false, dates of java.time,
   *     or null for no value
   * @return the table
   * @throws IllegalArgumentException if a row has another number of cells
   */
  public static Table of(String name, List<String> names, List<? extends List<?>> rows) {
    List<List<Object>> copies = new ArrayList<>(rows.size());
    for (List<?> row : rows) {
      Arguments.check(
          row.size() == names.size(),
          "row %d of %s has %d cells, expected %d",
          copies.size() + 1,
          name,
          row.size(),
          names.size());
      copies.add(new ArrayList<>(row));
    }
    return new InMemory(name, List.copyOf(names), copies);
  }

  private record InMemory(String name, List<String> names, List<List<Object>> rows)
      implements Table {

    @Override
    public OptionalLong size() {
      return OptionalLong.of(rows.size());
    }

    @Override
    public Rows open() {
      return new ObjectRows(name, rows.iterator());
    }

    @Override
    public Map<String, String> identity() throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      for (List<Object> row : rows) {
        for (Object cell : row) {
          out.writeBoolean(cell == null);
          byte[] text = String.valueOf(cell).getBytes(StandardCharsets.UTF_8);
          out.writeInt(text.length);
          out.write(text);
        }
      }
      Map<String, String> identity = new LinkedHashMap<>();
      identity.put("table", name);
      identity.put("columns", String.join(", ", names));
      identity.put("rows", Integer.toString(rows.size()));
      identity.put("SHA-256 of the cells", Sha256.of(bytes.toByteArray()));
      return identity;
    }
  }

  /** Rows of objects: texts, numbers, or whatever has a text. */
  static final class ObjectRows implements Rows {

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
}
