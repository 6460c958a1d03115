package org.autoencoderzoo.datasets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Makes a CSV file of the files of a data set. */
@FunctionalInterface
interface TableRule {

  /** The lines of the CSV file, the first with the names. */
  List<String> lines(List<Path> files) throws IOException;

  /** All of a data frame, NA where there is no value. */
  static TableRule wholeFrame(String frame) {
    return files -> {
      RDataFrame data = RDataFrame.read(files.get(0), frame);
      List<String[]> columns = new ArrayList<>();
      for (String name : data.names()) {
        columns.add(data.texts(name));
      }
      List<String> lines = new ArrayList<>();
      lines.add(String.join(",", data.names()));
      for (int i = 0; i < columns.get(0).length; i++) {
        int row = i;
        lines.add(
            columns.stream()
                .map(column -> column[row] == null ? "NA" : column[row])
                .collect(Collectors.joining(",")));
      }
      return lines;
    };
  }

  /** The six measurements of thyroid that are numbers; whoever is ill is an outlier. */
  static List<String> annthyroid(List<Path> files) throws IOException {
    int measurements = 21;
    int[] numbers = {0, 16, 17, 18, 19, 20};
    List<String> lines = new ArrayList<>();
    lines.add("age,TSH,T3,TT4,T4U,FTI," + OutlierRule.LABEL);
    for (Path file : files) {
      for (float[] row : FannRows.read(file, measurements, 3)) {
        StringBuilder line = new StringBuilder();
        for (int number : numbers) {
          line.append(row[number]).append(',');
        }
        lines.add(line.append(row[measurements + 2] == 1 ? '0' : '1').toString());
      }
    }
    return lines;
  }
}
