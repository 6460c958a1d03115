package org.autoencoderzoo.columns;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** The first rows of a table, kept until they told what its columns hold; read once. */
final class SampledRows implements Rows, Serializable {

  private static final long serialVersionUID = 1L;

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

  void clear() {
    rows.clear();
  }

  /** The cells of a column. */
  List<String> texts(int column) {
    List<String> texts = new ArrayList<>();
    rows.forEach(row -> texts.add(row.texts[column]));
    return texts;
  }

  double[] numbers(int column) {
    return rows.stream().mapToDouble(row -> row.numbers[column]).toArray();
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
