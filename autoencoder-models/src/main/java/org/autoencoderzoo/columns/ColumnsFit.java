package org.autoencoderzoo.columns;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A fit of columns that goes on row by row. Parts of a table may be added to fits of their own,
 * made by {@link #another}, which are then merged: counts are those of one fit, moments are the
 * same but for rounding. Can be written by Java's serialization. Not safe for threads.
 */
public final class ColumnsFit implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Rows that tell the types of the columns. */
  static final int SAMPLE = 1000;

  private final FitSettings settings;
  private final String table;
  private final List<String> features = new ArrayList<>();
  private final int[] places;
  private final int weight;
  private final NumberCells weights;

  /** What the source declares, or null, by feature. */
  private final ColumnType[] declared;

  /** Null as long as the sample is not complete. */
  private ColumnStatistics[] statistics;

  private final SampledRows sample;
  private long rows;
  private boolean isEmpty = true;

  ColumnsFit(FitSettings settings, Table source) throws IOException {
    List<String> names = source.names();
    settings.check(source.name(), names);
    this.settings = settings;
    this.table = source.name();
    for (String name : names) {
      if (!name.equals(settings.label())
          && !name.equals(settings.weight())
          && !settings.ignored().contains(name)) {
        features.add(name);
      }
    }
    this.places = features.stream().mapToInt(names::indexOf).toArray();
    this.weight = settings.weight() == null ? -1 : names.indexOf(settings.weight());
    this.weights = new NumberCells(settings.weight(), settings.missing(), Transform.IDENTITY);
    this.declared = new ColumnType[places.length];
    for (int i = 0; i < places.length; i++) {
      ColumnType type = settings.declared(features.get(i));
      declared[i] =
          type != null
              ? type
              : source.declaredType(features.get(i)).map(settings::ofSource).orElse(null);
    }
    this.sample = new SampledRows(names.size());
  }

  /** Of the same types, without rows. */
  private ColumnsFit(ColumnsFit other) {
    this.settings = other.settings;
    this.table = other.table;
    this.features.addAll(other.features);
    this.places = other.places;
    this.weight = other.weight;
    this.weights = other.weights;
    this.declared = new ColumnType[places.length];
    this.statistics = new ColumnStatistics[places.length];
    this.sample = null;
    for (int i = 0; i < places.length; i++) {
      declared[i] = other.statistics[i].type();
      statistics[i] = begun(i);
    }
  }

  private ColumnStatistics begun(int i) {
    return declared[i] == null
        ? new UndecidedStatistics(features.get(i), settings.missing())
        : ColumnStatistics.of(features.get(i), declared[i], settings.missing());
  }

  /**
   * Adds a row.
   *
   * @param from whose current row it is, the columns in the order of the table
   * @throws WrongTableException if a cell does not fit its column
   */
  public void add(Rows from) throws WrongTableException {
    isEmpty = false;
    if (statistics != null) {
      count(from);
      return;
    }
    sample.add(from);
    if (sample.size() == SAMPLE) {
      settle();
    }
  }

  /** Decides on the types by the sample, and counts its rows. */
  private void settle() throws WrongTableException {
    if (statistics != null) {
      return;
    }
    statistics = new ColumnStatistics[places.length];
    for (int i = 0; i < places.length; i++) {
      if (declared[i] == null) {
        ColumnKind kind =
            KindOfCells.of(sample.texts(places[i]), sample.numbers(places[i]), settings.missing());
        declared[i] = kind == null ? null : settings.ofKind(kind);
      }
      statistics[i] = begun(i);
    }
    while (sample.next()) {
      count(sample);
    }
    sample.clear();
  }

  private void count(Rows from) throws WrongTableException {
    double times = weight < 0 ? 1 : RowWeight.read(weights, from, weight);
    if (times == 0) {
      return;
    }
    rows++;
    for (int i = 0; i < places.length; i++) {
      if (statistics[i] instanceof UndecidedStatistics undecided
          && !undecided.isStillMissing(from, places[i])) {
        decide(i, from);
      }
      statistics[i].add(from, places[i], times);
    }
  }

  /** By the first cell that has a value. */
  private void decide(int i, Rows from) {
    double[] number = {from.number(places[i])};
    List<String> text = List.of(from.text(places[i]));
    become(i, settings.ofKind(KindOfCells.of(text, number, settings.missing())));
  }

  private void become(int i, ColumnType type) {
    long missing = statistics[i].missing();
    declared[i] = type;
    statistics[i] = begun(i);
    statistics[i].addMissing(missing);
  }

  /**
   * Begins a fit of another part of the same table: the types are those that the rows so far tell.
   *
   * @return a fit without rows
   * @throws WrongTableException if a cell does not fit its column
   */
  public ColumnsFit another() throws WrongTableException {
    settle();
    return new ColumnsFit(this);
  }

  /**
   * Adds the rows of another fit.
   *
   * @param other made by {@link #another}, not changed
   * @throws WrongTableException if a cell of one does not fit its column
   * @throws IllegalArgumentException if it is a fit of other columns, or found other types
   */
  public void merge(ColumnsFit other) throws WrongTableException {
    settle();
    other.settle();
    if (!features.equals(other.features)) {
      throw new IllegalArgumentException("the other fit is of other columns: " + other.features);
    }
    for (int i = 0; i < places.length; i++) {
      ColumnType theirs = other.statistics[i].type();
      if (theirs == null) {
        statistics[i].addMissing(other.statistics[i].missing());
      } else {
        if (statistics[i] instanceof UndecidedStatistics) {
          become(i, theirs);
        }
        if (!theirs.equals(statistics[i].type())) {
          throw new IllegalArgumentException(
              "column %s is a %s here and a %s in the other fit; declare it"
                  .formatted(
                      WrongTableException.quoted(features.get(i)),
                      JsonFields.nameOf(statistics[i].type().kind()),
                      JsonFields.nameOf(theirs.kind())));
        }
        statistics[i].merge(other.statistics[i]);
      }
    }
    rows += other.rows;
    isEmpty &= other.isEmpty;
  }

  /**
   * Ends the fit.
   *
   * @return the columns
   * @throws WrongTableException if there were no rows or all have weight 0, no column is left to
   *     learn, or the numbers of one cannot be computed with
   */
  public Columns finish() throws WrongTableException {
    settle();
    if (rows == 0) {
      throw new WrongTableException(
          table + (isEmpty ? " has no rows" : " has no row with a weight above 0"));
    }
    List<Column> columns = new ArrayList<>();
    Map<String, String> constant = new LinkedHashMap<>();
    int unit = 0;
    for (ColumnStatistics column : statistics) {
      if (column.isConstant()) {
        constant.put(column.column(), column.firstText());
      } else {
        columns.add(finished(column, unit));
        unit = columns.get(columns.size() - 1).units().to();
      }
    }
    if (columns.isEmpty()) {
      throw new WrongTableException(
          table
              + " has no column to learn"
              + (constant.isEmpty() ? "" : ": all have the same value in every row"));
    }
    return new Columns(
        new Layout(
            columns,
            settings.label(),
            settings.weight(),
            settings.ignored().stream().sorted().toList(),
            constant,
            settings.missing().texts(),
            rows));
  }

  private Column finished(ColumnStatistics column, int unit) throws WrongTableException {
    try {
      return column.finish(unit);
    } catch (IllegalArgumentException e) {
      throw new WrongTableException(table + ": " + e.getMessage(), e);
    }
  }
}
