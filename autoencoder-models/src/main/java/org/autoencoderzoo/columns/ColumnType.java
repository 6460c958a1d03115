package org.autoencoderzoo.columns;

import java.io.Serializable;
import java.util.List;

/**
 * What a column holds and how it becomes units of a network: what is declared before the fit. A
 * fitted column is a {@link Column}.
 */
public sealed interface ColumnType extends Serializable
    permits NumberType, CategoryType, BooleanType, DateTimeType {

  /** {@return what the cells are} */
  ColumnKind kind();

  /** {@return numbers, standardized} */
  static NumberType number() {
    return NumberType.DEFAULT;
  }

  /**
   * A category.
   *
   * @param levels in the order of their units; none to take those that the table has
   * @return at most 100 levels, others as one more
   * @throws IllegalArgumentException if a level is null or given twice
   */
  static CategoryType category(String... levels) {
    return CategoryType.DEFAULT.withLevels(List.of(levels));
  }

  /** {@return one of two levels, such as true and false, yes and no, 1 and 0} */
  static BooleanType bool() {
    return new BooleanType();
  }

  /**
   * {@return dates and times in the form of ISO 8601, such as 2024-05-01 or 2024-05-01 13:30:00, as
   * time line, day of the year, day of the week and time of day}
   */
  static DateTimeType dateTime() {
    return DateTimeType.DEFAULT;
  }
}
