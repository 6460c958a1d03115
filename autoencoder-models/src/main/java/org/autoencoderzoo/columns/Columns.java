package org.autoencoderzoo.columns;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.autoencoderzoo.settings.Arguments;
import org.autoencoderzoo.training.Examples;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The columns of a table, fitted once: they make rows of a network's units from rows of the table,
 * and bring reconstructions back to its units and levels. They do not change, are saved with the
 * model, and may be shared by threads. To another program they travel as JSON, {@link #toJson} and
 * {@link #fromJson}; they are not {@link java.io.Serializable}, but {@link ColumnsFit} is.
 *
 * <pre>{@code
 * Columns columns = Columns.builder().label("class").ignore("id").fit(table);
 * try (Rows rows = columns.open(table)) {
 *   EncodedRows some = columns.encode(rows, 1000);
 *   DecodedRows back = columns.decode(autoencoder.reconstruct(some.x()));
 * }
 * }</pre>
 */
public final class Columns {

  private final Layout layout;
  private final List<Coding> codings;
  private final int width;
  private final RowEncoder encoder;

  Columns(Layout layout) {
    this.layout = layout;
    MissingTexts missing = new MissingTexts(layout.missingTexts());
    this.codings = layout.columns().stream().map(column -> Coding.of(column, missing)).toList();
    this.width = codings.stream().mapToInt(Coding::units).sum();
    this.encoder = new RowEncoder(layout, codings, width);
  }

  Layout layout() {
    return layout;
  }

  /** {@return settings of a fit: all columns are learned, each as its cells suggest} */
  public static ColumnsBuilder builder() {
    return new ColumnsBuilder();
  }

  /** {@return D, the units of an encoded row} */
  public int width() {
    return width;
  }

  /** {@return the columns that the network sees, in the order of their units} */
  public List<Column> columns() {
    return layout.columns();
  }

  /** {@return the units of each category and boolean, of which one is 1, in order} */
  public List<UnitRange> groups() {
    return layout.columns().stream()
        .filter(CategoryColumn.class::isInstance)
        .map(Column::units)
        .toList();
  }

  /** {@return whether every unit is from 0 to 1, because all numbers are scaled to that} */
  public boolean isUnitInterval() {
    return layout.columns().stream()
        .allMatch(
            column ->
                column instanceof NumberColumn numbers
                    ? numbers.type().scaling() == Scaling.UNIT
                    : !(column instanceof DateTimeColumn times)
                        || times.type().scaling() == Scaling.UNIT);
  }

  /** {@return the column that is never learned, but read with the rows} */
  public Optional<String> label() {
    return Optional.ofNullable(layout.label());
  }

  /** {@return the column that says how many times a row counts} */
  public Optional<String> weight() {
    return Optional.ofNullable(layout.weight());
  }

  /** {@return columns that were to be left out} */
  public List<String> ignored() {
    return layout.ignored();
  }

  /**
   * {@return columns that were left out because they have the same value in all rows, with that
   * value; empty for a column without any}
   */
  public Map<String, String> constant() {
    return layout.constant();
  }

  /** {@return texts that stand for no value} */
  public List<String> missingTexts() {
    return layout.missingTexts();
  }

  /** {@return rows of the fit that count} */
  public long rows() {
    return layout.rows();
  }

  /** {@return what a user should know before training, such as a column that is an identifier} */
  public List<String> remarks() {
    return Remarks.of(layout);
  }

  /**
   * Compares the columns of another table with these.
   *
   * @param names of its columns, in its order
   * @return what is missing, extra and reordered; label and weight may be missing
   * @throws IllegalArgumentException if they are null
   */
  public NameCheck check(List<String> names) {
    Arguments.given("names", names);
    Set<String> known = new HashSet<>(encoder.names());
    known.addAll(layout.ignored());
    known.addAll(layout.constant().keySet());
    return NameCheck.of(layout.columns().stream().map(Column::name).toList(), known, names);
  }

  /**
   * Opens a table whose columns may stand in any order.
   *
   * @param table to read; it may lack label and weight
   * @param carried names of columns whose texts are to come along, such as an identifier
   * @return its rows for {@link #encode(Rows, int)}, to be closed by the caller
   * @throws IOException if it cannot be read
   * @throws WrongTableException if it lacks a column, or has two of one name
   * @throws IllegalArgumentException if it is null
   */
  public Rows open(Table table, String... carried) throws IOException {
    Arguments.given("table", table);
    List<String> names = table.names();
    NameCheck check = check(names);
    if (!check.missing().isEmpty()) {
      throw new WrongTableException(table.name() + " " + check.message());
    }
    return encoder.open(table, names, Arrays.asList(carried));
  }

  /**
   * Encodes the next rows. A missing cell becomes the centre of its column, and 0 in the mask; a
   * text that is no level becomes "other".
   *
   * @param rows opened by these columns; or any whose columns stand in the order of {@link
   *     #columns()}, label and weight behind them
   * @param most how many rows to read, at least 1
   * @return the rows; null at the end
   * @throws IOException if they cannot be read
   * @throws WrongTableException if a cell does not fit its column: the message names the line, the
   *     column, the value and the way out
   * @throws IllegalArgumentException if the rows are null or have no such order, or most is less
   *     than 1
   */
  public EncodedRows encode(Rows rows, int most) throws IOException {
    Arguments.given("rows", rows);
    Arguments.atLeast("most", most, 1);
    return encoder.encode(rows, most);
  }

  /**
   * The rows of a table as examples to train on: their cells are to be reconstructed, but for those
   * that are missing, which are left out of the loss; a row counts by its weight. A small table, of
   * at most 8,388,608 units in all, is kept in memory; a larger one is read again in each pass.
   *
   * @param table to read; its columns may stand in any order
   * @return the examples
   * @throws IOException if it cannot be read
   * @throws WrongTableException if it has no rows, lacks a column, or a cell does not fit its
   *     column
   * @throws IllegalArgumentException if it is null
   */
  public Examples examples(Table table) throws IOException {
    Arguments.given("table", table);
    return new TableSource(this, table).examples();
  }

  /**
   * Brings rows back to the user's units and levels.
   *
   * @param y {@code [N, D]}: encoded or reconstructed rows
   * @return the same rows as the table would have them
   * @throws IllegalArgumentException if they are of another shape
   */
  public DecodedRows decode(INDArray y) {
    Arguments.given("y", y);
    Arguments.require(
        y.rank() == 2 && y.size(1) == width,
        "y",
        "of shape " + Arrays.toString(y.shape()),
        "of shape [N, " + width + "]");
    return new DecodedRows(
        layout.columns(),
        codings,
        y.isEmpty() ? new double[0] : y.dup('c').data().asDouble(),
        width);
  }

  /**
   * {@return the columns as JSON, from which {@link #fromJson} makes equal ones}
   *
   * @throws IllegalArgumentException if they are too many for that: more than 4,194,304 characters
   */
  public String toJson() {
    return ColumnsJson.write(layout);
  }

  /**
   * Reads columns that were saved. Safe for a text from anyone: it is bounded, and what does not
   * fit is refused.
   *
   * @param json as {@link #toJson} writes it
   * @return the columns
   * @throws IOException if the text is not such
   * @throws IllegalArgumentException if it is null
   */
  public static Columns fromJson(String json) throws IOException {
    Arguments.given("json", json);
    return new Columns(ColumnsJson.read(json));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Columns columns && layout.equals(columns.layout);
  }

  @Override
  public int hashCode() {
    return layout.hashCode();
  }

  @Override
  public String toString() {
    return "Columns" + layout.columns().stream().map(Column::name).toList();
  }
}
