package org.autoencoderzoo.columns;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Dates as a point of the time line, and points on circles. */
final class DateTimeCoding extends Coding {

  private final DateTimeColumn column;
  private final DateTimeCells cells;

  DateTimeCoding(DateTimeColumn column, MissingTexts missing) {
    super(column);
    this.column = column;
    this.cells = new DateTimeCells(column.name(), missing, column.type().pattern());
  }

  /** From -1 to 1, or from 0 to 1. */
  static double circleUnit(DateTimeType type, double sineOrCosine) {
    return type.scaling() == Scaling.UNIT
        ? Math.max(0, Math.min(1, (1 + sineOrCosine) / 2))
        : sineOrCosine;
  }

  @Override
  boolean encodeValue(Rows rows, int at, float[] x, int first, OtherTexts others)
      throws WrongTableException {
    LocalDateTime time = cells.read(rows, at);
    if (time == null) {
      return false;
    }
    int unit = first;
    for (CalendarPart part : column.type().parts()) {
      if (part == CalendarPart.TIME) {
        double line = (DateTimeCells.seconds(time) - column.centre()) / column.scale();
        boolean isUnit = column.type().scaling() == Scaling.UNIT;
        x[unit++] = (float) (isUnit ? Math.max(0, Math.min(1, line)) : line);
      } else {
        double angle = part.angle(time);
        x[unit++] = (float) circleUnit(column.type(), Math.sin(angle));
        x[unit++] = (float) circleUnit(column.type(), Math.cos(angle));
      }
    }
    return true;
  }

  /** The time line as the table writes it; where there is none, what the other parts say. */
  @Override
  String text(double[] y, int row) {
    int unit = row + from();
    List<String> parts = new ArrayList<>();
    for (CalendarPart part : column.type().parts()) {
      if (part == CalendarPart.TIME) {
        return cells.text(DateTimeCells.time(y[unit] * column.scale() + column.centre()));
      }
      double middle = column.type().scaling() == Scaling.UNIT ? 0.5 : 0;
      parts.add(words(part, part.step(Math.atan2(y[unit] - middle, y[unit + 1] - middle))));
      unit += part.units();
    }
    return String.join(" ", parts);
  }

  private static String words(CalendarPart part, int step) {
    return switch (part) {
      case TIME -> throw new AssertionError("the time line has no steps");
      case DAY_OF_YEAR -> LocalDate.ofYearDay(2000, step + 1).toString().substring(5);
      case DAY_OF_MONTH -> "day " + (step + 1);
      case DAY_OF_WEEK -> DayOfWeek.of(step + 1).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case TIME_OF_DAY -> LocalTime.ofSecondOfDay(step).toString();
    };
  }
}
