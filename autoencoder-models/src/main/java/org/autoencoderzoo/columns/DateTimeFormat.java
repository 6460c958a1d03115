package org.autoencoderzoo.columns;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/** How the dates of a column are written. */
final class DateTimeFormat implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .appendPattern("[uuuu-MM-dd]['T'][' '][HH:mm[:ss]]")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
          .optionalEnd()
          .appendPattern("[XXX][X]")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private final String pattern;
  private final transient DateTimeFormatter formatter;

  /** As {@link DateTimeType#pattern()} has it. */
  DateTimeFormat(String pattern) {
    this.pattern = pattern;
    this.formatter = pattern.isEmpty() ? ISO : formatter(pattern);
  }

  /** Of years of our era, in which the 30th of February is an error. */
  private static DateTimeFormatter formatter(String pattern) {
    return new DateTimeFormatterBuilder()
        .appendPattern(pattern)
        .parseDefaulting(ChronoField.ERA, 1)
        .toFormatter(Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  private Object readResolve() {
    return new DateTimeFormat(pattern);
  }

  /**
   * Reads a cell of the current row.
   *
   * @return the time on the clock; null if there is none
   * @throws WrongTableException if the cell holds something else
   */
  LocalDateTime read(Cells cells, Rows rows, int at) throws WrongTableException {
    if (cells.isMissing(rows, at)) {
      return null;
    }
    try {
      return time(formatter.parse(rows.text(at)));
    } catch (DateTimeException e) {
      throw cells.wrong(
          rows,
          at,
          (pattern.isEmpty()
                  ? "a date or time such as 2024-05-01 13:30:00; give the pattern of the column"
                  : "a date or time of the pattern " + pattern)
              + ", or count %s among the missing texts");
    }
  }

  /** What is not written is the first of its kind: of January, of the day, of 1970. */
  private static LocalDateTime time(TemporalAccessor parsed) {
    LocalDate date = parsed.query(TemporalQueries.localDate());
    LocalTime time = parsed.query(TemporalQueries.localTime());
    if (date == null && parsed.isSupported(ChronoField.YEAR)) {
      int month =
          parsed.isSupported(ChronoField.MONTH_OF_YEAR) ? parsed.get(ChronoField.MONTH_OF_YEAR) : 1;
      date = LocalDate.of(parsed.get(ChronoField.YEAR), month, 1);
    }
    if (date == null && time == null) {
      throw new DateTimeException("neither date nor time");
    }
    return LocalDateTime.of(
        date == null ? LocalDate.EPOCH : date, time == null ? LocalTime.MIDNIGHT : time);
  }

  /** Seconds since the beginning of 1970, on the clock of the table. */
  static double seconds(LocalDateTime time) {
    return time.toEpochSecond(ZoneOffset.UTC) + time.getNano() * 1e-9;
  }

  /**
   * A time as the column is written, rounded to a multiple of a step; the nearest that there is, if
   * it is out of range.
   *
   * @param seconds since the beginning of 1970
   * @param step of the column, in seconds
   */
  String text(double seconds, int step) {
    long steps = Math.round(Math.max(-1e13, Math.min(1e13, seconds)) / step);
    LocalDateTime time = LocalDateTime.ofEpochSecond(steps * step, 0, ZoneOffset.UTC);
    if (!pattern.isEmpty()) {
      return formatter.format(time.atZone(ZoneOffset.UTC)); // Patterns may have an offset.
    }
    return step == CalendarPart.DAY ? time.toLocalDate().toString() : time.toString();
  }
}
