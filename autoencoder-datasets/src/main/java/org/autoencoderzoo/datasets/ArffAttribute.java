package org.autoencoderzoo.datasets;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.autoencoderzoo.columns.CategoryType;
import org.autoencoderzoo.columns.ColumnType;
import org.autoencoderzoo.columns.WrongTableException;

/**
 * A column that the header of an ARFF file declares.
 *
 * @param name of the column
 * @param type what it says of its cells; empty for strings
 * @param unwritten what a cell holds that a sparse row leaves out; null if it may not
 */
record ArffAttribute(String name, Optional<ColumnType> type, String unwritten) {
  private static final String USUAL_DATE = "yyyy-MM-dd'T'HH:mm:ss";

  /** Reads what stands behind {@code @attribute}. */
  static ArffAttribute of(String declaration, String where) throws WrongTableException {
    ArffCells words = new ArffCells(declaration, where);
    String name = words.word();
    if (name.isEmpty() || words.isAtEnd()) {
      throw new WrongTableException(
          where + ": expected @attribute, a name and a type, such as @attribute age numeric");
    }
    if (words.peek() == '{') {
      return nominal(name, words.braces(), where);
    }
    String type = words.word().toLowerCase(Locale.ROOT);
    return switch (type) {
      case "numeric", "real", "integer" ->
          new ArffAttribute(name, Optional.of(ColumnType.number()), "0");
      case "string" -> new ArffAttribute(name, Optional.empty(), null);
      case "date" -> date(name, words.isAtEnd() ? USUAL_DATE : words.word(), where);
      default ->
          throw new WrongTableException(
              where
                  + ": the type of "
                  + name
                  + " is "
                  + type
                  + ", expected numeric, real, integer, string, date, or levels in braces");
    };
  }

  private static ArffAttribute nominal(String name, List<String> levels, String where)
      throws WrongTableException {
    if (levels.isEmpty() || new HashSet<>(levels).size() < levels.size()) {
      throw new WrongTableException(
          where + ": the levels of " + name + " are " + levels + ", expected each level once");
    }
    CategoryType category = ColumnType.category();
    try {
      category = category.withLevels(levels);
    } catch (IllegalArgumentException e) {
      // More levels than a network takes: the most frequent ones are found out.
    }
    return new ArffAttribute(name, Optional.of(category), levels.get(0));
  }

  private static ArffAttribute date(String name, String pattern, String where)
      throws WrongTableException {
    try {
      return new ArffAttribute(name, Optional.of(ColumnType.dateTime().withPattern(pattern)), null);
    } catch (IllegalArgumentException e) {
      throw new WrongTableException(
          where + ": " + name + " has dates of the form '" + pattern + "': " + e.getMessage(), e);
    }
  }
}
