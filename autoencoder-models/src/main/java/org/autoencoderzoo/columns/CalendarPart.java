package org.autoencoderzoo.columns;

import java.time.LocalDateTime;

/** What a network sees of a date or time. */
public enum CalendarPart {
  /** Where it stands on the time line: one unit, scaled as a number. */
  TIME(0),
  /** The day of the year: two units, sine and cosine. */
  DAY_OF_YEAR(366),
  /** The day of the month: two units, sine and cosine. */
  DAY_OF_MONTH(31),
  /** The day of the week: two units, sine and cosine. */
  DAY_OF_WEEK(7),
  /** The time of day: two units, sine and cosine. */
  TIME_OF_DAY(86_400);

  /** In seconds. */
  static final int DAY = 86_400;

  /** Steps of a full circle; 0 for what does not return. */
  private final int period;

  CalendarPart(int period) {
    this.period = period;
  }

  int units() {
    return period == 0 ? 1 : 2;
  }

  /** In steps from 0 to the period, which is excluded. */
  int step(LocalDateTime time) {
    return switch (this) {
      case TIME -> throw new AssertionError("the time line has no steps");
      case DAY_OF_YEAR -> time.getDayOfYear() - 1;
      case DAY_OF_MONTH -> time.getDayOfMonth() - 1;
      case DAY_OF_WEEK -> time.getDayOfWeek().getValue() - 1;
      case TIME_OF_DAY -> time.toLocalTime().toSecondOfDay();
    };
  }

  double angle(LocalDateTime time) {
    return 2 * Math.PI * step(time) / period;
  }

  /** The nearest step of an angle, 0 to the period, which is excluded. */
  int step(double angle) {
    return Math.floorMod(Math.round(angle / (2 * Math.PI) * period), period);
  }
}
