package org.autoencoderzoo.columns;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The first rows of a table, kept until they told what its columns hold; read once. */
final class SampledRows implements Rows, Serializable {

  private static final long serialVersionUID = 1L;

  /** A column that has them is one of numbers; they are refused there, cell by cell. */
  private static final Set<String> INFINITE =
      Set.of("inf", "+inf", "-inf", "infinity", "+infinity", "-infinity");

  /** What a pass says of one row. */
  private record Row(String[] texts, double[] numbers, String where) implements Serializable {}

  private final int columns;
  private final List<Row> rows = new ArrayList<>();
  private int current = -1;

  SampledRows(int columns) {
    this.columns = columns;
  }

  void add(Rows from) {
    Row row = new Row(new String[columns], new double[columns], from.where());
    for (int column = 0; column < columns; column++) {
      row.texts[column] = from.text(column);
      row.numbers[column] = from.number(column);
    }
    rows.add(row);
  }

  int size() {
    return rows.size();
  }

  /** What a column holds; null if all of its cells are missing. */
  ColumnKind kind(int column, MissingTexts missing) {
    boolean isNumber = true;
    Set<Integer> noOrYes = new HashSet<>();
    for (Row row : rows) {
      String text = row.texts[column];
      if (!missing.contains(text)) {
        isNumber &=
            !Double.isNaN(row.numbers[column]) || INFINITE.contains(text.toLowerCase(Locale.ROOT));
        noOrYes.add(Cells.noOrYes(text));
      }
    }
    if (noOrYes.isEmpty()) {
      return null;
    }
    // Of one value alone one cannot tell: "f" may be followed by "m".
    return isNumber
        ? ColumnKind.NUMBER
        : noOrYes.equals(Set.of(0, 1)) ? ColumnKind.BOOLEAN : ColumnKind.CATEGORY;
  }

  @Override
  public boolean next() {
    return ++current < rows.size();
  }

  @Override
  public String text(int column) {
    return rows.get(current).texts[column];
  }

  @Override
  public double number(int column) {
    return rows.get(current).numbers[column];
  }

  @Override
  public String where() {
    return rows.get(current).where;
  }

  @Override
  public void close() {
    // It holds nothing to close.
  }
}
