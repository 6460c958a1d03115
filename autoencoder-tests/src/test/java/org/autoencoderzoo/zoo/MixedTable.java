package org.autoencoderzoo.zoo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.autoencoderzoo.columns.Columns;
import org.autoencoderzoo.columns.EncodedRows;
import org.autoencoderzoo.columns.Rows;
import org.autoencoderzoo.columns.Scaling;
import org.autoencoderzoo.columns.Table;
import org.autoencoderzoo.columns.Tables;

/**
 * A table of two numbers and two categories that depend on each other: the height tells the size,
 * the weight follows from the height, and the colour is that of the size.
 */
public final class MixedTable {

  private MixedTable() {}

  /** The rows of a seed; without gaps. */
  public static Table of(int rows, long seed) {
    Random random = new Random(seed);
    List<List<?>> cells = new ArrayList<>();
    for (int n = 0; n < rows; n++) {
      double height = 150 + 50 * random.nextDouble();
      int size = height < 165 ? 0 : height < 180 ? 1 : 2;
      cells.add(
          List.of(
              height,
              List.of("small", "medium", "large").get(size),
              0.9 * height - 80 + random.nextGaussian(),
              List.of("red", "green", "blue").get(size)));
    }
    return Tables.of("people", List.of("height", "size", "weight", "colour"), cells);
  }

  /** Units 0, 1 to 4, 5, and 6 to 9: each category has a unit for other levels. */
  public static Columns columns(Scaling scaling) throws IOException {
    return Columns.builder().scaling(scaling).fit(of(400, 1));
  }

  /** All rows of a table. */
  public static EncodedRows encoded(Columns columns, Table table) throws IOException {
    try (Rows rows = columns.open(table)) {
      return columns.encode(rows, 1_000_000);
    }
  }
}
