package org.autoencoderzoo.columns;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells from some cells of a column what it holds. */
final class KindOfCells {

  /** A column that has them is one of numbers; they are refused there, cell by cell. */
  private static final Set<String> INFINITE =
      Set.of("inf", "+inf", "-inf", "infinity", "+infinity", "-infinity");

  private KindOfCells() {}

  /**
   * Null if all of them are missing.
   *
   * @param texts of the cells
   * @param numbers of the same cells, not a number for those that are none
   */
  static ColumnKind of(List<String> texts, double[] numbers, MissingTexts missing) {
    boolean isNumber = true;
    Set<Integer> booleans = new HashSet<>();
    for (int i = 0; i < numbers.length; i++) {
      String text = texts.get(i);
      if (!missing.contains(text)) {
        isNumber &= !Double.isNaN(numbers[i]) || isInfinite(text);
        booleans.add(BooleanWords.value(text));
      }
    }
    if (booleans.isEmpty()) {
      return null;
    }
    if (isNumber) {
      return ColumnKind.NUMBER;
    }
    // Of one value alone one cannot tell: "f" may be followed by "m".
    return booleans.equals(Set.of(0, 1)) ? ColumnKind.BOOLEAN : ColumnKind.CATEGORY;
  }

  /** Whether texts are a yes and a no, and nothing else. */
  static boolean areBoolean(List<String> texts) {
    return Set.of(0, 1)
        .equals(texts.stream().map(BooleanWords::value).collect(Collectors.toUnmodifiableSet()));
  }

  private static boolean isInfinite(String text) {
    return INFINITE.contains(text.toLowerCase(Locale.ROOT));
  }
}
