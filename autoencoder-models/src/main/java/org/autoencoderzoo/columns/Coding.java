package org.autoencoderzoo.columns;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes units of the cells of one fitted column, and texts of the units. */
abstract class Coding {

  final Cells cells;
  final int from;
  private final float[] centre;

  private Coding(Column column, MissingTexts missing) {
    this.cells = new Cells(column.name(), missing);
    this.from = column.units().from();
    this.centre = new float[column.units().size()];
    for (int i = 0; i < centre.length; i++) {
      centre[i] = column.centreUnits().get(i).floatValue();
    }
  }

  static Coding of(Column column, MissingTexts missing) {
    if (column instanceof NumberColumn numbers) {
      return new Numbers(numbers, missing);
    }
    if (column instanceof CategoryColumn levels) {
      return new Levels(levels, missing);
    }
    return new Times((DateTimeColumn) column, missing);
  }

  final int units() {
    return centre.length;
  }

  /**
   * Encodes a cell of the current row; a missing one as the centre.
   *
   * @param x where the units go, 0 so far
   * @param row where the row begins there
   * @param others where texts that are no level are counted, as in {@link EncodedRows#others()}
   * @return false if the cell is missing
   * @throws WrongTableException if the cell does not fit the column
   */
  final boolean encode(
      Rows rows, int at, float[] x, int row, Map<String, Map<String, Integer>> others)
      throws WrongTableException {
    if (encodeValue(rows, at, x, row + from, others)) {
      return true;
    }
    System.arraycopy(centre, 0, x, row + from, centre.length);
    return false;
  }

  /** False if the cell is missing. */
  abstract boolean encodeValue(
      Rows rows, int at, float[] x, int first, Map<String, Map<String, Integer>> others)
      throws WrongTableException;

  /**
   * What the units say, in the words of the table.
   *
   * @param y decoded rows
   * @param row where the row begins there
   */
  abstract String text(double[] y, int row);

  /** A number as one unit. */
  static final class Numbers extends Coding {

    /** Digits that a float has. */
    private static final int DIGITS = 7;

    private final Transform transform;
    private final double centre;
    private final double scale;
    private final double inverseScale;
    private final double bottom;
    private final double top;

    private Numbers(NumberColumn column, MissingTexts missing) {
      super(column, missing);
      this.transform = column.type().transform();
      this.centre = column.centre();
      this.scale = column.scale();
      this.inverseScale = 1 / scale;
      boolean isUnit = column.type().scaling() == Scaling.UNIT;
      this.bottom = isUnit ? 0 : -column.type().clip();
      this.top = isUnit ? 1 : column.type().clip();
    }

    @Override
    boolean encodeValue(
        Rows rows, int at, float[] x, int first, Map<String, Map<String, Integer>> others)
        throws WrongTableException {
      double number = cells.number(rows, at, transform);
      if (Double.isNaN(number)) {
        return false;
      }
      double unit = (transform.of(number) - centre) * inverseScale;
      x[first] = (float) Math.max(bottom, Math.min(top, unit));
      if (Float.isInfinite(x[first])) {
        throw cells.wrong(rows, at, "a number nearer to those of the fit; clip the column");
      }
      return true;
    }

    double number(double[] y, int row) {
      return transform.inverse(y[row + from] * scale + centre);
    }

    /** As many digits as a float of this column can tell apart. */
    @Override
    String text(double[] y, int row) {
      double number = number(y, row);
      if (!Double.isFinite(number)) {
        return Double.toString(number);
      }
      BigDecimal rounded =
          transform == Transform.IDENTITY
              ? BigDecimal.valueOf(number)
                  .setScale(
                      DIGITS - 1 - (int) Math.floor(Math.log10(scale)), RoundingMode.HALF_EVEN)
              : new BigDecimal(number, new MathContext(DIGITS));
      return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
  }

  /** A level, or no and yes, as units of which one is 1. */
  private static final class Levels extends Coding {

    /** Of one column: there may be one in each row. */
    private static final int MOST_OTHERS = 100;

    private final Map<String, Integer> levels = new HashMap<>();
    private final CategoryColumn column;
    private final List<String> names;

    private Levels(CategoryColumn column, MissingTexts missing) {
      super(column, missing);
      this.column = column;
      this.names = column.unitNames();
      column.levels().forEach(level -> levels.put(level, levels.size()));
    }

    @Override
    boolean encodeValue(
        Rows rows, int at, float[] x, int first, Map<String, Map<String, Integer>> others)
        throws WrongTableException {
      Integer level = levels.get(rows.text(at));
      if (level == null) {
        if (cells.isMissing(rows, at)) {
          return false;
        }
        level =
            column.kind() == ColumnKind.BOOLEAN ? cells.noOrYes(rows, at) : other(rows, at, others);
      }
      x[first + level] = 1;
      return true;
    }

    private int other(Rows rows, int at, Map<String, Map<String, Integer>> others) {
      String text = rows.text(at);
      Map<String, Integer> texts =
          others.computeIfAbsent(column.name(), name -> new LinkedHashMap<>());
      if (texts.size() < MOST_OTHERS || texts.containsKey(text)) {
        texts.merge(text, 1, Integer::sum);
      }
      return levels.size() + CategoryStatistics.otherUnit(text, column.otherUnits());
    }

    /** The most probable level; the first, if several are. */
    @Override
    String text(double[] y, int row) {
      int largest = 0;
      for (int i = 1; i < units(); i++) {
        largest = y[row + from + i] > y[row + from + largest] ? i : largest;
      }
      return names.get(largest);
    }
  }

  /** A date as a point of the time line, and points on circles. */
  private static final class Times extends Coding {

    private final DateTimeColumn column;
    private final DateTimeFormat format;

    private Times(DateTimeColumn column, MissingTexts missing) {
      super(column, missing);
      this.column = column;
      this.format = new DateTimeFormat(column.type().pattern());
    }

    @Override
    boolean encodeValue(
        Rows rows, int at, float[] x, int first, Map<String, Map<String, Integer>> others)
        throws WrongTableException {
      LocalDateTime time = format.read(cells, rows, at);
      if (time == null) {
        return false;
      }
      int unit = first;
      for (CalendarPart part : column.type().parts()) {
        if (part == CalendarPart.TIME) {
          double line = (DateTimeFormat.seconds(time) - column.centre()) / column.scale();
          boolean isUnit = column.type().scaling() == Scaling.UNIT;
          x[unit++] = (float) (isUnit ? Math.max(0, Math.min(1, line)) : line);
        } else {
          double angle = part.angle(time);
          x[unit++] = (float) column.type().circleUnit(Math.sin(angle));
          x[unit++] = (float) column.type().circleUnit(Math.cos(angle));
        }
      }
      return true;
    }

    /** The time line as the table writes it; where there is none, what the other parts say. */
    @Override
    String text(double[] y, int row) {
      int unit = row + from;
      List<String> parts = new ArrayList<>();
      for (CalendarPart part : column.type().parts()) {
        if (part == CalendarPart.TIME) {
          return format.text(y[unit] * column.scale() + column.centre(), column.step());
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
}
