package org.autoencoderzoo.columns;

import java.io.Serializable;

/** What a fit gathers of one column; may be gathered in parts, which are then merged. */
abstract class ColumnStatistics implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Cells cells;
  private long seen;
  private long missing;
  private String first; // as it stands in the table: what a constant column is reported as

  ColumnStatistics(Cells cells) {
    this.cells = cells;
  }

  /** One of the type, kept apart by it. */
  static ColumnStatistics of(Cells cells, ColumnType type) {
    if (type instanceof NumberType numbers) {
      return new NumberStatistics(cells, numbers);
    }
    if (type instanceof CategoryType levels) {
      return new CategoryStatistics(cells, levels);
    }
    if (type instanceof DateTimeType times) {
      return new DateTimeStatistics(cells, times);
    }
    return new BooleanStatistics(cells);
  }

  final Cells cells() {
    return cells;
  }

  final String column() {
    return cells.column();
  }

  final long seen() {
    return seen;
  }

  final long missing() {
    return missing;
  }

  /** The text of the first cell that had a value; empty if none had. */
  final String firstText() {
    return first == null ? "" : first;
  }

  /** Adds a cell of the current row, which counts by its weight. */
  final void add(Rows rows, int at, double weight) throws WrongTableException {
    if (!addValue(rows, at, weight)) {
      missing++;
      return;
    }
    seen++;
    if (first == null) {
      first = rows.text(at);
    }
  }

  final void addMissing(long cells) {
    missing += cells;
  }

  final void merge(ColumnStatistics other) {
    seen += other.seen;
    missing += other.missing;
    if (first == null) {
      first = other.first;
    }
    mergeValues(other);
  }

  /** False if the cell has no value. */
  abstract boolean addValue(Rows rows, int at, double weight) throws WrongTableException;

  /** Of the same class and type. */
  abstract void mergeValues(ColumnStatistics other);

  abstract ColumnType type();

  /** Whether there is nothing to learn. */
  abstract boolean isConstant();

  /**
   * The fitted column.
   *
   * @param unit its first
   * @throws IllegalArgumentException if its numbers cannot be computed with
   */
  abstract Column finish(int unit);
}
