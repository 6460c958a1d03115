package org.autoencoderzoo.columns;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.autoencoderzoo.settings.Arguments;

/**
 * Settings of a fit. What is not declared, the table tells: its own types, where it has some, or
 * the first 1,000 rows. There, numbers are standardized; yes and no become a boolean, all other
 * texts a category. These texts stand for no value, whatever the column: nothing, ?, NA, N/A, NaN,
 * null and their usual spellings.
 */
public final class ColumnsBuilder {

  private String label;
  private String weight;
  private final Set<String> ignored = new LinkedHashSet<>();
  private NumberType numbers = NumberType.DEFAULT;
  private CategoryType categories = CategoryType.DEFAULT;
  private final Map<String, ColumnType> types = new LinkedHashMap<>();
  private final Map<String, ColumnKind> kinds = new LinkedHashMap<>();
  private final Set<String> missing = new LinkedHashSet<>(MissingTexts.COMMON);

  ColumnsBuilder() {}

  /**
   * Sets a column that is never learned, but read with the rows.
   *
   * @param column its name
   * @return this
   */
  public ColumnsBuilder label(String column) {
    label = column;
    return this;
  }

  /**
   * Sets a column that says how many times a row counts, in the fit and in the loss: a number of at
   * least 0. Quantiles and rare levels count rows, whatever their weight; rows of weight 0 not at
   * all.
   *
   * @param column its name
   * @return this
   */
  public ColumnsBuilder weight(String column) {
    weight = column;
    return this;
  }

  /**
   * Leaves columns out.
   *
   * @param columns their names
   * @return this
   */
  public ColumnsBuilder ignore(String... columns) {
    ignored.addAll(Arrays.asList(columns));
    return this;
  }

  /**
   * Sets how numbers are scaled, where {@link #column} says nothing else. {@link Scaling#UNIT}
   * makes rows for models of values from 0 to 1.
   *
   * @param scaling standardized by default
   * @return this
   * @throws IllegalArgumentException if it is null
   */
  public ColumnsBuilder scaling(Scaling scaling) {
    numbers = numbers.withScaling(scaling);
    return this;
  }

  /**
   * Sets how far from 0 a scaled number may be, where {@link #column} says nothing else; farther
   * ones are set to that.
   *
   * @param bound such as 10, for ten standard deviations; infinite by default
   * @return this
   * @throws IllegalArgumentException if it is not above 0
   */
  public ColumnsBuilder clip(double bound) {
    numbers = numbers.withClip(bound);
    return this;
  }

  /**
   * Sets how categories are taken, where {@link #column} says nothing else.
   *
   * @param type whose levels do not count
   * @return this
   * @throws IllegalArgumentException if it is null
   */
  public ColumnsBuilder categories(CategoryType type) {
    Arguments.given("type", type);
    categories = type.withLevels(List.of());
    return this;
  }

  /**
   * Declares a column.
   *
   * @param column its name
   * @param type what it holds, and how it becomes units
   * @return this
   * @throws IllegalArgumentException if one is null
   */
  public ColumnsBuilder column(String column, ColumnType type) {
    Arguments.given("column", column);
    Arguments.given("type", type);
    types.put(column, type);
    return this;
  }

  /**
   * Declares columns of numbers.
   *
   * @param columns their names
   * @return this
   */
  public ColumnsBuilder number(String... columns) {
    return kind(ColumnKind.NUMBER, columns);
  }

  /**
   * Declares columns of levels, which may look like numbers.
   *
   * @param columns their names
   * @return this
   */
  public ColumnsBuilder category(String... columns) {
    return kind(ColumnKind.CATEGORY, columns);
  }

  /**
   * Declares columns of dates and times, in the form of ISO 8601.
   *
   * @param columns their names
   * @return this
   */
  public ColumnsBuilder dateTime(String... columns) {
    return kind(ColumnKind.DATE_TIME, columns);
  }

  private ColumnsBuilder kind(ColumnKind kind, String... columns) {
    Arrays.asList(columns).forEach(column -> kinds.put(column, kind));
    return this;
  }

  /**
   * Adds texts that stand for no value, such as -999. Numbers are found however they are written.
   *
   * @param texts as they stand in the table
   * @return this
   */
  public ColumnsBuilder missing(String... texts) {
    missing.addAll(Arrays.asList(texts));
    return this;
  }

  /**
   * Lets texts be values that would stand for none, such as NA for Namibia.
   *
   * @param texts as they stand in the table
   * @return this
   */
  public ColumnsBuilder notMissing(String... texts) {
    Arrays.asList(texts).forEach(missing::remove);
    return this;
  }

  /**
   * Fits the columns in one pass over a table.
   *
   * @param table to read
   * @return the columns
   * @throws IOException if it cannot be read
   * @throws WrongTableException if it has no rows or no column to learn, lacks a column that was
   *     named here, or a cell does not fit its column
   * @throws IllegalArgumentException if the table is null, or a column has two roles
   */
  public Columns fit(Table table) throws IOException {
    ColumnsFit fit = begin(table);
    try (Rows rows = table.open()) {
      while (rows.next()) {
        fit.add(rows);
      }
    }
    return fit.finish();
  }

  /**
   * Begins a fit whose rows the caller adds, as where parts of a table are read in several places.
   *
   * @param table whose names and types count; it is not read
   * @return a fit without rows
   * @throws IOException if the table cannot be read
   * @throws WrongTableException if it lacks a column that was named here
   * @throws IllegalArgumentException if the table is null, or a column has two roles
   */
  public ColumnsFit begin(Table table) throws IOException {
    Arguments.given("table", table);
    Arguments.check(
        label == null || !label.equals(weight),
        "The column \"%s\" cannot be label and weight",
        label);
    Arguments.check(
        !ignored.contains(label), "The column \"%s\" cannot be label and ignored", label);
    Arguments.check(
        !ignored.contains(weight), "The column \"%s\" cannot be weight and ignored", weight);
    return new ColumnsFit(
        new FitSettings(
            label, weight, ignored, numbers, categories, types, kinds, new MissingTexts(missing)),
        table);
  }
}
