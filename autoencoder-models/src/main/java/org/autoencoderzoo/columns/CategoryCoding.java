package org.autoencoderzoo.columns;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Levels as one-hot units. */
final class CategoryCoding extends Coding {

  private final Map<String, Integer> levels = new HashMap<>();
  private final int otherUnits;
  private final List<String> names;
  private final MissingTexts missing;

  CategoryCoding(CategoryColumn column, MissingTexts missing) {
    super(column);
    column.levels().forEach(level -> levels.put(level, levels.size()));
    this.otherUnits = column.otherUnits();
    this.names = column.unitNames();
    this.missing = missing;
  }

  @Override
  boolean encodeValue(Rows rows, int at, float[] x, int first) {
    String text = rows.text(at);
    Integer level = levels.get(text);
    if (level == null && missing.contains(text)) {
      return false;
    }
    int unit =
        level != null ? level : levels.size() + CategoryStatistics.otherUnit(text, otherUnits);
    x[first + unit] = 1;
    return true;
  }

  @Override
  String text(double[] y, int row) {
    return names.get(DecodedRows.largest(y, row + from(), units()));
  }
}
