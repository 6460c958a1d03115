package org.autoencoderzoo.columns;

import java.util.ArrayList;
import java.util.List;
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
    return new MemoryTable(name, List.copyOf(names), copies);
  }
}
