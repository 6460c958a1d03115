package org.autoencoderzoo.columns;

import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.autoencoderzoo.settings.Arguments;

/**
 * A column of dates, times, or both, as they stand on the clock: an offset such as +02:00 is read
 * over.
 *
 * @param pattern of the cells, as {@link DateTimeFormatter} has it, in English; empty for ISO 8601,
 *     such as 2024-05-01, 2024-05-01 13:30 or 13:30:00
 * @param parts what the network sees; parts that are the same in all rows are left out
 * @param scaling of the time line
 */
public record DateTimeType(String pattern, List<CalendarPart> parts, Scaling scaling)
    implements ColumnType {

  /** A longer one could nest so deep that formatting it takes the stack. */
  private static final int LONGEST_PATTERN = 100;

  static final DateTimeType DEFAULT =
      new DateTimeType(
          "",
          List.of(
              CalendarPart.TIME,
              CalendarPart.DAY_OF_YEAR,
              CalendarPart.DAY_OF_WEEK,
              CalendarPart.TIME_OF_DAY),
          Scaling.STANDARD);

  /**
   * Dates with these settings.
   *
   * @param pattern of the cells, as {@link DateTimeFormatter} has it, in English; empty for ISO
   *     8601, such as 2024-05-01, 2024-05-01 13:30 or 13:30:00
   * @param parts what the network sees; parts that are the same in all rows are left out
   * @param scaling of the time line
   * @throws IllegalArgumentException if the pattern is none or has more than 100 characters, a part
   *     is given twice, none is, or something is null
   */
  public DateTimeType {
    Arguments.given("pattern", pattern);
    Arguments.given("parts", parts);
    Arguments.given("scaling", scaling);
    parts = List.copyOf(parts);
    Arguments.require(
        !parts.isEmpty() && EnumSet.copyOf(parts).size() == parts.size(),
        "parts",
        parts,
        "at least one, each given once");
    Arguments.between("length of the pattern", pattern.length(), 0, LONGEST_PATTERN);
    if (!pattern.isEmpty()) {
      DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }
  }

  @Override
  public ColumnKind kind() {
    return ColumnKind.DATE_TIME;
  }

  /**
   * The same, written in another form.
   *
   * @param other such as {@code dd.MM.yyyy HH:mm}
   * @return with that pattern
   * @throws IllegalArgumentException if it is no pattern
   */
  public DateTimeType withPattern(String other) {
    return new DateTimeType(other, parts, scaling);
  }

  /**
   * The same with other parts.
   *
   * @param others at least one
   * @return with these parts
   * @throws IllegalArgumentException if there are none, or one is given twice
   */
  public DateTimeType withParts(CalendarPart... others) {
    return new DateTimeType(pattern, List.of(others), scaling);
  }

  /**
   * The same, the time line scaled in another way.
   *
   * @param other how
   * @return with that scaling
   * @throws IllegalArgumentException if it is null
   */
  public DateTimeType withScaling(Scaling other) {
    return new DateTimeType(pattern, parts, other);
  }

  /** A sine or cosine as a unit: as it is, or from 0 to 1. */
  double circleUnit(double sineOrCosine) {
    return scaling == Scaling.UNIT
        ? Math.max(0, Math.min(1, (1 + sineOrCosine) / 2))
        : sineOrCosine;
  }
}
