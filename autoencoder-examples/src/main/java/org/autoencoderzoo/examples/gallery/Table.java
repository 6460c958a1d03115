package org.autoencoderzoo.examples.gallery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.autoencoderzoo.examples.page.Rounded;

/** A table of figures, a row each for what is compared. */
public final class Table {

  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * A table without rows.
   *
   * @param header the names of the columns, with units
   */
  public Table(String... header) {
    this.header = List.of(header);
  }

  /**
   * Adds a row.
   *
   * @param values one a column; numbers with a fraction are rounded to three digits
   * @return this table
   * @throws IllegalArgumentException if there are more or fewer values than columns
   */
  public Table row(Object... values) {
    if (values.length != header.size()) {
      throw new IllegalArgumentException(
          "A row has " + values.length + " values, the table " + header.size() + " columns");
    }
    rows.add(Arrays.stream(values).map(Table::text).toList());
    return this;
  }

  private static String text(Object value) {
    return value instanceof Double || value instanceof Float
        ? Rounded.figure(((Number) value).doubleValue())
        : String.valueOf(value);
  }

  List<String> header() {
    return header;
  }

  List<List<String>> rows() {
    return rows;
  }
}
