package org.autoencoderzoo.datasets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes a table of anomaly detection of a data frame: which classes are outliers, and which are
 * left out. The columns are those of the frame but for its class, which makes room for the column
 * {@link #LABEL}, 0 or 1. Rows without a value in some column are left out.
 *
 * @param frame name of the data frame
 * @param classes name of its column of classes
 * @param outliers the classes that are outliers
 * @param leftOut classes and columns that are left out
 * @param repeats what becomes of rows whose values are there already, whatever their class
 */
record OutlierRule(
    String frame, String classes, Set<String> outliers, Set<String> leftOut, Repeats repeats)
    implements TableRule {

  /** The last column: 1 for an outlier, else 0. */
  static final String LABEL = "outlier";

  /** What becomes of rows whose values are there already. */
  enum Repeats {
    KEPT,
    LEFT_OUT
  }

  static OutlierRule of(String frame, String classes, Set<String> outliers, String... leftOut) {
    return new OutlierRule(frame, classes, outliers, Set.of(leftOut), Repeats.KEPT);
  }

  OutlierRule distinct() {
    return new OutlierRule(frame, classes, outliers, leftOut, Repeats.LEFT_OUT);
  }

  @Override
  public List<String> lines(List<Path> files) throws IOException {
    RDataFrame data = RDataFrame.read(files.get(0), frame);
    List<String> names =
        data.names().stream()
            .filter(name -> !name.equals(classes) && !leftOut.contains(name))
            .toList();
    String[][] columns = new String[names.size()][];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = data.texts(names.get(i));
    }
    String[] labels = data.factor(classes);
    List<String> lines = new ArrayList<>();
    lines.add(String.join(",", names) + "," + LABEL);
    Set<String> seen = new HashSet<>();
    for (int row = 0; row < labels.length; row++) {
      String line = line(columns, row);
      if (line != null
          && !leftOut.contains(labels[row])
          && (seen.add(line) || repeats == Repeats.KEPT)) {
        lines.add(line + (outliers.contains(labels[row]) ? "1" : "0"));
      }
    }
    return lines;
  }

  /** The values of a row, a comma behind each; null if one is missing. */
  private static String line(String[][] columns, int row) {
    StringBuilder line = new StringBuilder();
    for (String[] column : columns) {
      if (column[row] == null) {
        return null;
      }
      line.append(column[row]).append(',');
    }
    return line.toString();
  }
}
