package org.autoencoderzoo.columns;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.autoencoderzoo.settings.Decimal;

/** Tells from some cells of a column what it holds. */
final class KindOfCells {

  /** A column that has them is one of numbers; they are refused there, cell by cell. */
  private static final Set<String> INFINITE =
      Set.of("inf", "+inf", "-inf", "infinity", "+infinity", "-infinity");

  private KindOfCells() {}

  /** Null if all of them are missing. */
  static ColumnKind of(List<String> texts, MissingTexts missing) {
    List<String> present = texts.stream().filter(text -> !missing.contains(text)).toList();
    if (present.isEmpty()) {
      return null;
    }
    if (present.stream().allMatch(KindOfCells::isNumber)) {
      return ColumnKind.NUMBER;
    }
    // Of one value alone one cannot tell: "f" may be followed by "m".
    boolean isBoolean =
        present.stream()
            .mapToInt(BooleanWords::value)
            .distinct()
            .sorted()
            .boxed()
            .toList()
            .equals(List.of(0, 1));
    return isBoolean ? ColumnKind.BOOLEAN : ColumnKind.CATEGORY;
  }

  private static boolean isNumber(String text) {
    return Decimal.isDecimal(text) || INFINITE.contains(text.toLowerCase(Locale.ROOT));
  }
}
