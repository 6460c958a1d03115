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
  private final List<String> names;
  private final List<Feature> features = new ArrayList<>();
  private final Cells weights;

  /** The place of the weight; below 0 if there is none. */
  private final int weight;

  /** Rows that are not counted yet; null once they are. */
  private SampledRows sample;

  private long rows;
  private boolean isEmpty = true;

  /** A column to learn. */
  private static final class Feature implements Serializable {

    private static final long serialVersionUID = 1L;

    final Cells cells;

    /** Its place in the table. */
    final int place;

    /** Null as long as all cells are missing, and nobody says what the column holds. */
    ColumnStatistics statistics;

    Feature(Cells cells, int place, ColumnType type) {
      this.cells = cells;
      this.place = place;
      begin(type, 0);
    }

    /** Its type is told, after rows in which it is missing; null if it is not. */
    void begin(ColumnType type, long missing) {
      if (type != null) {
        statistics = ColumnStatistics.of(cells, type);
        statistics.addMissing(missing);
      }
    }

    ColumnType type() {
      return statistics == null ? null : statistics.type();
    }
  }

  ColumnsFit(FitSettings settings, Table source) throws IOException {
    this.settings = settings;
    this.table = source.name();
    this.names = new ArrayList<>(source.names());
    settings.check(table, names);
    for (String name : names) {
      if (settings.isFeature(name)) {
        Cells cells = new Cells(name, settings.missing());
        features.add(new Feature(cells, names.indexOf(name), settings.type(name, source)));
      }
    }
    this.weights = new Cells(settings.weight(), settings.missing());
    this.weight = names.indexOf(settings.weight());
    this.sample = new SampledRows(names.size());
  }

  /** Of the same types, without rows. */
  private ColumnsFit(ColumnsFit other) {
    this.settings = other.settings;
    this.table = other.table;
    this.names = other.names;
    this.weights = other.weights;
    this.weight = other.weight;
    for (Feature feature : other.features) {
      features.add(new Feature(feature.cells, feature.place, feature.type()));
    }
  }

  /**
   * Adds a row.
   *
   * @param from whose current row it is, the columns in the order of the table
   * @throws WrongTableException if a cell does not fit its column
   */
  public void add(Rows from) throws WrongTableException {
    isEmpty = false;
    if (sample == null) {
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
    if (sample == null) {
      return;
    }
    SampledRows first = sample;
    sample = null;
    features.forEach(feature -> decide(feature, first));
    while (first.next()) {
      count(first);
    }
  }

  private void decide(Feature feature, SampledRows by) {
    if (feature.statistics == null) {
      ColumnKind kind = by.kind(feature.place, settings.missing());
      feature.begin(kind == null ? null : settings.ofKind(kind), rows);
    }
  }

  private void count(Rows from) throws WrongTableException {
    double times = weight < 0 ? 1 : weights.weight(from, weight);
    if (times == 0) {
      return;
    }
    for (Feature feature : features) {
      if (feature.statistics == null && !feature.cells.isMissing(from, feature.place)) {
        SampledRows row = new SampledRows(names.size());
        row.add(from);
        decide(feature, row);
      }
      if (feature.statistics != null) {
        feature.statistics.add(from, feature.place, times);
      }
    }
    rows++;
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
    if (!learned().equals(other.learned())) {
      throw new IllegalArgumentException("the other fit is of other columns: " + other.learned());
    }
    for (int i = 0; i < features.size(); i++) {
      merge(features.get(i), other.features.get(i), other.rows);
    }
    rows += other.rows;
    isEmpty &= other.isEmpty;
  }

  private List<String> learned() {
    return features.stream().map(feature -> feature.cells.column()).toList();
  }

  private void merge(Feature ours, Feature theirs, long theirRows) {
    if (ours.statistics == null) {
      ours.begin(theirs.type(), rows);
    }
    if (ours.statistics == null) {
      return;
    }
    if (theirs.statistics == null) {
      ours.statistics.addMissing(theirRows);
      return;
    }
    if (!theirs.type().equals(ours.type())) {
      throw new IllegalArgumentException(
          "column %s is a %s here and a %s in the other fit; declare it"
              .formatted(
                  WrongTableException.quoted(ours.cells.column()),
                  JsonFields.nameOf(ours.type().kind()),
                  JsonFields.nameOf(theirs.type().kind())));
    }
    ours.statistics.merge(theirs.statistics);
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
    for (Feature feature : features) {
      if (feature.statistics == null) {
        constant.put(feature.cells.column(), "");
      } else if (feature.statistics.isConstant()) {
        constant.put(feature.cells.column(), feature.statistics.firstText());
      } else {
        columns.add(finished(feature.statistics, unit));
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
