package org.autoencoderzoo.columns;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The windows over a series, as rows: for each of its columns, all steps of the window. */
record WindowTable(Windows windows, Table steps) implements Table {

  @Override
  public String name() {
    return steps.name();
  }

  @Override
  public List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    for (String column : steps.names()) {
      for (int step = 1; step <= windows.length(); step++) {
        names.add(Windows.name(column, step));
      }
    }
    return names;
  }

  @Override
  public Optional<ColumnType> declaredType(String column) throws IOException {
    return steps.declaredType(column.substring(0, column.lastIndexOf('[')));
  }

  @Override
  public OptionalLong size() {
    OptionalLong size = steps.size();
    return size.isPresent() ? OptionalLong.of(windows.count(size.getAsLong())) : size;
  }

  @Override
  public Rows open() throws IOException {
    return new WindowRows(windows, steps.open(), steps.names().size());
  }

  @Override
  public Map<String, String> identity() throws IOException {
    Map<String, String> identity = new LinkedHashMap<>(steps.identity());
    if (!identity.isEmpty()) {
      identity.put("steps in a window", Integer.toString(windows.length()));
      identity.put("steps between windows", Integer.toString(windows.stride()));
    }
    return identity;
  }
}
