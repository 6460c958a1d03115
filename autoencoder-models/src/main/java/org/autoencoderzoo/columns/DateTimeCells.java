package org.autoencoderzoo.columns;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** Reads the cells of a column of dates, and writes them. */
final class DateTimeCells implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .appendPattern("[uuuu-MM-dd]['T'][' '][HH:mm[:ss]]")
          .optionalStart()
          .appendFraction(java.time.temporal.ChronoField.NANO_OF_SECOND, 1, 9, true)
          .optionalEnd()
          .appendPattern("[XXX][X]")
          .toFormatter(Locale.ROOT);

  private final String column;
  private final MissingTexts missing;
  private final String pattern;
  private transient DateTimeFormatter formatter;

  DateTimeCells(String column, MissingTexts missing, String pattern) {
    this.column = column;
    this.missing = missing;
    this.pattern = pattern;
    this.formatter = formatter(pattern);
  }

  private static DateTimeFormatter formatter(String pattern) {
    return pattern.isEmpty() ? ISO : DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }

  private Object readResolve() {
    return new DateTimeCells(column, missing, pattern);
  }

  /**
   * Reads a cell of the current row.
   *
   * @return the time on the clock; null if there is none
   * @throws WrongTableException if the cell holds something else
   */
  LocalDateTime read(Rows rows, int at) throws WrongTableException {
    String text = rows.text(at);
    if (missing.contains(text)) {
      return null;
    }
    try {
      return time(
          formatter.parseBest(
              text,
              LocalDateTime::from,
              LocalDate::from,
              YearMonth::from,
              Year::from,
              LocalTime::from));
    } catch (DateTimeException e) {
      throw WrongTableException.ofCell(
          rows,
          at,
          column,
          (pattern.isEmpty()
                  ? "a date or time such as 2024-05-01 13:30:00; give the pattern of the column"
                  : "a date or time of the pattern " + pattern)
              + ", or count "
              + WrongTableException.quoted(text)
              + " among the missing texts");
    }
  }

  private static LocalDateTime time(TemporalAccessor parsed) {
    if (parsed instanceof LocalDateTime time) {
      return time;
    }
    if (parsed instanceof LocalDate date) {
      return date.atStartOfDay();
    }
    if (parsed instanceof YearMonth month) {
      return month.atDay(1).atStartOfDay();
    }
    if (parsed instanceof Year year) {
      return year.atDay(1).atStartOfDay();
    }
    return LocalTime.from(parsed).atDate(LocalDate.EPOCH);
  }

  /** Seconds since the beginning of 1970, on the clock of the table. */
  static double seconds(LocalDateTime time) {
    return time.toEpochSecond(ZoneOffset.UTC) + time.getNano() * 1e-9;
  }

  /** The time, rounded to a second; the nearest that there is, if it is out of range. */
  static LocalDateTime time(double seconds) {
    double bounded = Math.max(-1e13, Math.min(1e13, seconds));
    return LocalDateTime.ofEpochSecond(Math.round(bounded), 0, ZoneOffset.UTC);
  }

  /** As the column is written. */
  String text(LocalDateTime time) {
    return pattern.isEmpty() ? time.toString() : formatter.format(time);
  }
}
