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

  /** One pass over the windows of a series. It keeps the cells of as many steps as a window has. */
  private static final class WindowRows implements Rows {

    private final Windows windows;
    private final Rows steps;

    /** Of a step, at its number modulo the length. */
    private final String[][] texts;

    private final double[][] numbers;

    /** Steps that were read. */
    private long read;

    /** Where the current window begins; below 0 before the first. */
    private long first = -1;

    WindowRows(Windows windows, Rows steps, int columns) {
      this.windows = windows;
      this.steps = steps;
      this.texts = new String[windows.length()][columns];
      this.numbers = new double[windows.length()][columns];
    }

    @Override
    public boolean next() throws IOException {
      long next = first < 0 ? 0 : first + windows.stride();
      while (read < next + windows.length()) {
        if (!steps.next()) {
          return false;
        }
        keep((int) (read % windows.length()));
        read++;
      }
      first = next;
      return true;
    }

    private void keep(int place) {
      for (int column = 0; column < texts[place].length; column++) {
        texts[place][column] = steps.text(column);
        numbers[place][column] = steps.number(column);
      }
    }

    /** The place of a cell's step; its column is the quotient. */
    private int place(int cell) {
      return (int) ((first + cell % windows.length()) % windows.length());
    }

    @Override
    public String text(int column) {
      return texts[place(column)][column / windows.length()];
    }

    @Override
    public double number(int column) {
      return numbers[place(column)][column / windows.length()];
    }

    @Override
    public String where() {
      return steps.where() + ", where the window ends";
    }

    @Override
    public void close() throws IOException {
      steps.close();
    }
  }
}
