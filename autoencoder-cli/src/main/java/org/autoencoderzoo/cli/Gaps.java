package org.autoencoderzoo.cli;

import java.io.IOException;
import java.util.List;
import org.autoencoderzoo.columns.Column;
import org.autoencoderzoo.columns.Columns;
import org.autoencoderzoo.columns.DecodedRows;
import org.autoencoderzoo.settings.Decimal;

/** Writes a table as it is, but for the learned cells without a value: these a model fills in. */
final class Gaps {

  private final List<String> missing;
  private final double[] missingNumbers;
  private final int[] places;
  private long filled;

  /**
   * For a table.
   *
   * @param columns of the model
   * @param names of the table's columns
   */
  Gaps(Columns columns, List<String> names) {
    missing = columns.missingTexts();
    missingNumbers =
        missing.stream().filter(Decimal::isDecimal).mapToDouble(Double::parseDouble).toArray();
    List<String> made = columns.columns().stream().map(Column::name).toList();
    places = names.stream().mapToInt(made::indexOf).toArray();
  }

  /**
   * Writes some rows.
   *
   * @param cells as they stand in the table, one list for each of its columns
   * @param made what the model makes of these rows
   */
  void write(CsvLines lines, List<List<String>> cells, DecodedRows made) throws IOException {
    for (int row = 0; row < made.size(); row++) {
      for (int i = 0; i < places.length; i++) {
        String text = cells.get(i).get(row);
        boolean isGap = places[i] >= 0 && isMissing(text);
        lines.cell(isGap ? made.text(row, places[i]) : text);
        filled += isGap ? 1 : 0;
      }
      lines.end();
    }
  }

  /** Numbers stand for no value by what they are, -999.0 like -999. */
  private boolean isMissing(String text) {
    if (text == null || missing.contains(text)) {
      return true;
    }
    if (missingNumbers.length > 0 && Decimal.isDecimal(text)) {
      double number = Double.parseDouble(text);
      for (double one : missingNumbers) {
        if (one == number) {
          return true;
        }
      }
    }
    return false;
  }

  /** How many cells were filled in. */
  long filled() {
    return filled;
  }
}
