package org.autoencoderzoo.columns;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Tables of one column "c", and what becomes of them. */
final class OneColumn {

  private OneColumn() {}

  static Table of(Object... cells) {
    return Tables.of(
        "one.csv", List.of("c"), Arrays.stream(cells).map(Collections::singletonList).toList());
  }

  static Table of(double[] values) {
    return of(Arrays.stream(values).boxed().toArray());
  }

  static double[] normal(int n, double mean, double deviation) {
    Random random = new Random(5);
    return random.doubles(n).map(u -> mean + deviation * random.nextGaussian()).toArray();
  }

  static NumberColumn number(Columns columns) {
    return (NumberColumn) columns.columns().get(0);
  }

  static CategoryColumn category(Columns columns) {
    return (CategoryColumn) columns.columns().get(0);
  }

  static float[][] encoded(Columns columns, Table table) throws IOException {
    return all(columns, table).x().toFloatMatrix();
  }

  static EncodedRows all(Columns columns, Table table) throws IOException {
    try (Rows rows = columns.open(table)) {
      return columns.encode(rows, Integer.MAX_VALUE);
    }
  }
}
