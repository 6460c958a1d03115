package org.autoencoderzoo.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.autoencoderzoo.columns.ColumnType;
import org.autoencoderzoo.columns.Rows;
import org.autoencoderzoo.columns.Table;

/**
 * Some rows of a table.
 *
 * @param whole the table
 * @param first so many rows of it, of which the part is a part
 * @param parts what the rows are for
 * @param part those that this table has
 * @param size how many these are; empty if nobody has counted them
 */
record PartOfTable(Table whole, long first, RowParts parts, RowParts.Part part, OptionalLong size)
    implements Table {

  @Override
  public String name() {
    return whole.name();
  }

  @Override
  public List<String> names() throws IOException {
    return whole.names();
  }

  @Override
  public Optional<ColumnType> declaredType(String column) throws IOException {
    return whole.declaredType(column);
  }

  @Override
  public Rows open() throws IOException {
    return new RowsOfPart(whole.open());
  }

  @Override
  public Map<String, String> identity() throws IOException {
    Map<String, String> identity = new LinkedHashMap<>(whole.identity());
    identity.put("rows", first + " " + parts + " " + part);
    return identity;
  }

  /** Passes over the other rows. */
  private final class RowsOfPart implements Rows {

    private final Rows all;
    private long row = -1;

    RowsOfPart(Rows all) {
      this.all = all;
    }

    @Override
    public boolean next() throws IOException {
      while (row + 1 < first && all.next()) {
        row++;
        if (parts.of(row) == part) {
          return true;
        }
      }
      return false;
    }

    @Override
    public String text(int column) {
      return all.text(column);
    }

    @Override
    public double number(int column) {
      return all.number(column);
    }

    @Override
    public String where() {
      return all.where();
    }

    @Override
    public void close() throws IOException {
      all.close();
    }
  }
}
