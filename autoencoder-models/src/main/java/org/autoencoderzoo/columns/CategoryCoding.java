package org.autoencoderzoo.columns;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Levels as one-hot units. */
final class CategoryCoding extends Coding {

  private final String column;
  private final Map<String, Integer> levels = new HashMap<>();
  private final int otherUnits;
  private final List<String> names;
  private final MissingTexts missing;

  CategoryCoding(CategoryColumn column, MissingTexts missing) {
    super(column);
    this.column = column.name();
    column.levels().forEach(level -> levels.put(level, levels.size()));
    this.otherUnits = column.otherUnits();
    this.names = column.unitNames();
    this.missing = missing;
  }

  @Override
  boolean encodeValue(Rows rows, int at, float[] x, int first, OtherTexts others) {
    String text = rows.text(at);
    Integer level = levels.get(text);
    if (level == null && missing.contains(text)) {
      return false;
    }
    if (level != null) {
      x[first + level] = 1;
    } else {
      x[first + levels.size() + CategoryStatistics.otherUnit(text, otherUnits)] = 1;
      others.add(column, text);
    }
    return true;
  }

  @Override
  String text(double[] y, int row) {
    return names.get(DecodedRows.largest(y, row + from(), units()));
  }
}
