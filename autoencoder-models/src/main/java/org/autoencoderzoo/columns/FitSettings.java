package org.autoencoderzoo.columns;

import java.io.IOException;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was said before a fit.
 *
 * @param label null if there is none
 * @param weight null if there is none
 * @param numbers how numbers are taken of which no more is said
 * @param categories how levels are taken of which no more is said
 * @param types that were declared in full, by name of the column
 * @param kinds that were declared, by name of the column
 */
record FitSettings(
    String label,
    String weight,
    Set<String> ignored,
    NumberType numbers,
    CategoryType categories,
    Map<String, ColumnType> types,
    Map<String, ColumnKind> kinds,
    MissingTexts missing)
    implements Serializable {

  FitSettings {
    ignored = Set.copyOf(ignored);
    types = Map.copyOf(types);
    kinds = Map.copyOf(kinds);
  }

  /** Whether a column is to be learned. */
  boolean isFeature(String column) {
    return !column.equals(label) && !column.equals(weight) && !ignored.contains(column);
  }

  /** What is declared of a column, here or by its source; null if nothing is. */
  ColumnType type(String column, Table source) throws IOException {
    if (types.containsKey(column)) {
      return types.get(column);
    }
    return kinds.containsKey(column)
        ? ofKind(kinds.get(column))
        : source.declaredType(column).map(this::ofSource).orElse(null);
  }

  ColumnType ofKind(ColumnKind kind) {
    return switch (kind) {
      case NUMBER -> numbers;
      case CATEGORY -> categories;
      case BOOLEAN -> ColumnType.bool();
      case DATE_TIME -> ColumnType.dateTime().withScaling(numbers.scaling());
    };
  }

  /**
   * What a source says, with the settings of this fit. The levels that it lists do not count: the
   * same rows make the same columns, whatever kind of file they stand in.
   */
  private ColumnType ofSource(ColumnType type) {
    boolean isBoolean =
        type instanceof CategoryType category
            && Set.of(0, 1)
                .equals(category.levels().stream().map(Cells::noOrYes).collect(Collectors.toSet()));
    return type instanceof DateTimeType
        ? type
        : isBoolean ? ColumnType.bool() : ofKind(type.kind());
  }

  /**
   * Requires that names mean columns of a table.
   *
   * @throws WrongTableException if the table has a name twice, or lacks one that was declared
   */
  void check(String table, List<String> names) throws WrongTableException {
    for (String name : names) {
      if (names.indexOf(name) != names.lastIndexOf(name)) {
        throw new WrongTableException(
            table + " has two columns " + WrongTableException.quoted(name) + "; rename one");
      }
    }
    require(table, names, label == null ? List.of() : List.of(label), "the label");
    require(table, names, weight == null ? List.of() : List.of(weight), "the weight");
    require(table, names, ignored, "ignored");
    require(table, names, types.keySet(), "declared");
    require(table, names, kinds.keySet(), "declared");
  }

  private static void require(
      String table, List<String> names, Collection<String> wanted, String what)
      throws WrongTableException {
    for (String name : wanted) {
      if (!names.contains(name)) {
        throw new WrongTableException(
            "%s has no column %s, which is %s; it has %s"
                .formatted(
                    table,
                    WrongTableException.quoted(name),
                    what,
                    String.join(
                        ", ", names.stream().limit(20).map(WrongTableException::quoted).toList())));
      }
    }
  }
}
