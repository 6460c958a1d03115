package org.autoencoderzoo.columns;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Reconstructed rows in the user's units and levels. Rows and columns count from 0, the columns
 * being those of {@link Columns#columns()}.
 */
public final class DecodedRows {

  private final List<Column> columns;
  private final List<Coding> codings;
  private final double[] y;
  private final int width;

  /** Rows one after the other. */
  DecodedRows(List<Column> columns, List<Coding> codings, double[] y, int width) {
    this.columns = columns;
    this.codings = codings;
    this.y = y;
    this.width = width;
  }

  /** {@return how many rows there are} */
  public int size() {
    return y.length / width;
  }

  /**
   * A cell as the table would have it: a number, with the digits that a float of this column can
   * tell apart; the most probable level; a date.
   *
   * @param row of these rows
   * @param column of the columns
   * @return its text
   * @throws IndexOutOfBoundsException if there is no such row or column
   */
  public String text(int row, int column) {
    return codings.get(column).text(y, begin(row));
  }

  /**
   * A cell of a column of numbers.
   *
   * @param row of these rows
   * @param column of the columns
   * @return the number in the user's units
   * @throws IndexOutOfBoundsException if there is no such row or column
   * @throws IllegalArgumentException if the column has no numbers
   */
  public double number(int row, int column) {
    if (codings.get(column) instanceof Coding.Numbers numbers) {
      return numbers.number(y, begin(row));
    }
    throw wrongKind(column, "is no column of numbers");
  }

  /**
   * The probabilities of the levels of a category or boolean.
   *
   * @param row of these rows
   * @param column of the columns
   * @return one for each of the column's {@link Column#unitNames()}
   * @throws IndexOutOfBoundsException if there is no such row or column
   * @throws IllegalArgumentException if the column has no levels
   */
  public double[] probabilities(int row, int column) {
    if (columns.get(column) instanceof CategoryColumn category) {
      int from = begin(row) + category.firstUnit();
      return Arrays.copyOfRange(y, from, from + category.units().size());
    }
    throw wrongKind(column, "has no levels");
  }

  private IllegalArgumentException wrongKind(int column, String problem) {
    return new IllegalArgumentException(
        "column %s %s".formatted(WrongTableException.quoted(columns.get(column).name()), problem));
  }

  private int begin(int row) {
    return Objects.checkIndex(row, size()) * width;
  }
}
