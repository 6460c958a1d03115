package org.autoencoderzoo.datasets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A data frame in a file that {@code save} of R wrote: named columns of the same length. */
final class RDataFrame {
  /** Whole numbers below are written without a point. */
  private static final double EXACT = 1e15;

  private final String where;
  private final Map<String, RObject> columns;

  private RDataFrame(String where, Map<String, RObject> columns) {
    this.where = where;
    this.columns = columns;
  }

  /**
   * Reads a file, plain or compressed.
   *
   * @param name the name of the data frame
   * @throws IOException if the file is damaged or holds no data frame of this name
   */
  static RDataFrame read(Path file, String name) throws IOException {
    Map<String, RObject> saved = RData.read(file);
    String where = file + ", " + name;
    RObject frame = saved.get(name);
    if (frame == null) {
      throw new IOException(
          file + ": found the objects " + saved.keySet() + ", expected one named " + name);
    }
    if (!(frame.content() instanceof RObject[] columns)
        || !List.of(frame.strings("class")).contains("data.frame")) {
      throw new IOException(where + ": found another kind of object, expected a data frame");
    }
    String[] names = frame.strings("names");
    if (names.length != columns.length) {
      throw new IOException(
          String.format("%s: found %d names of %d columns", where, names.length, columns.length));
    }
    Map<String, RObject> byName = new LinkedHashMap<>();
    for (int i = 0; i < names.length; i++) {
      if (columns[i].length() != columns[0].length()) {
        throw new IOException(
            String.format(
                "%s: column %s has %d rows, column %s has %d",
                where, names[i], columns[i].length(), names[0], columns[0].length()));
      }
      byName.put(names[i], columns[i]);
    }
    return new RDataFrame(where, byName);
  }

  /** A column of doubles or integers. */
  double[] numbers(String name) throws IOException {
    RObject column = column(name);
    if (column.content() instanceof double[] doubles) {
      return doubles;
    }
    if (column.content() instanceof int[] integers && !isFactor(column)) {
      return Arrays.stream(integers)
          .mapToDouble(value -> value == RObject.MISSING ? Double.NaN : value)
          .toArray();
    }
    throw new IOException(where + ": column " + name + " does not hold numbers");
  }

  /** A column of categories: for each row the name of its level. */
  String[] factor(String name) throws IOException {
    RObject column = column(name);
    if (!(column.content() instanceof int[] codes) || !isFactor(column)) {
      throw new IOException(where + ": column " + name + " is not a factor");
    }
    String[] levels = column.strings("levels");
    String[] values = new String[codes.length];
    for (int i = 0; i < codes.length; i++) {
      if (codes[i] < 1 || codes[i] > levels.length) {
        throw new IOException(
            String.format(
                "%s: column %s, row %d: found level %s, expected 1 to %d",
                where,
                name,
                i + 1,
                codes[i] == RObject.MISSING ? "NA" : String.valueOf(codes[i]),
                levels.length));
      }
      values[i] = levels[codes[i] - 1];
    }
    return values;
  }

  /** The names of the columns, from left to right. */
  List<String> names() {
    return List.copyOf(columns.keySet());
  }

  /**
   * A column as a CSV file has it: numbers in their shortest form, levels, strings.
   *
   * @return a text for each row; null where there is no value
   */
  String[] texts(String name) throws IOException {
    RObject column = column(name);
    if (column.content() instanceof String[] strings) {
      return strings;
    }
    if (isFactor(column)) {
      String[] levels = column.strings("levels");
      int[] codes = (int[]) column.content();
      return IntStream.of(codes)
          .mapToObj(code -> code < 1 || code > levels.length ? null : levels[code - 1])
          .toArray(String[]::new);
    }
    return Arrays.stream(numbers(name)).mapToObj(RDataFrame::text).toArray(String[]::new);
  }

  private static String text(double number) {
    if (Double.isNaN(number)) {
      return null;
    }
    return number == Math.rint(number) && Math.abs(number) < EXACT
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  private static boolean isFactor(RObject column) {
    return List.of(column.strings("class")).contains("factor");
  }

  private RObject column(String name) throws IOException {
    RObject column = columns.get(name);
    if (column == null) {
      throw new IOException(
          where + ": found the columns " + columns.keySet() + ", expected one named " + name);
    }
    return column;
  }
}
