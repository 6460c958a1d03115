package org.autoencoderzoo.columns;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A table whose rows are made when they are read. */
record GeneratedTable(String name, List<String> names, Supplier<Iterator<? extends List<?>>> rows)
    implements Table {

  @Override
  public Rows open() {
    return new Tables.ObjectRows(name, rows.get());
  }

  @Override
  public Map<String, String> identity() {
    return Map.of();
  }
}
