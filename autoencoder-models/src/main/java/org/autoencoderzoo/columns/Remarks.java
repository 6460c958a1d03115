package org.autoencoderzoo.columns;

import java.util.ArrayList;
import java.util.List;
import org.autoencoderzoo.settings.Decimal;

/** What looks as if a user should know of it. */
final class Remarks {

  private static final double MOSTLY = 0.5;
  private static final int FEW = 10;

  private Remarks() {}

  static List<String> of(Layout layout) {
    List<String> remarks = new ArrayList<>();
    layout
        .constant()
        .forEach(
            (name, value) ->
                remarks.add(
                    WrongTableException.quoted(name)
                        + (value.isEmpty()
                            ? " has no values, and is left out"
                            : " is always "
                                + WrongTableException.quoted(value)
                                + ", and is left out")));
    for (Column column : layout.columns()) {
      String name = WrongTableException.quoted(column.name());
      if (column.missingShare() > MOSTLY) {
        remarks.add(
            "%s is missing in %.0f%% of the rows".formatted(name, 100 * column.missingShare()));
      }
      if (column instanceof NumberColumn numbers
          && numbers.distinct() <= FEW
          && numbers.seen() > FEW * FEW
          && numbers.least() == Math.rint(numbers.least())
          && numbers.greatest() == Math.rint(numbers.greatest())) {
        remarks.add(
            "%s has %d different numbers: if they are codes, declare it a category"
                .formatted(name, numbers.distinct()));
      }
      if (column instanceof CategoryColumn levels) {
        of(levels, name, remarks);
      }
    }
    return remarks;
  }

  private static void of(CategoryColumn column, String name, List<String> remarks) {
    long texts = column.levels().size() + column.otherLevels();
    if (texts >= CategoryStatistics.MOST_COUNTED || texts > FEW && texts > MOSTLY * column.seen()) {
      remarks.add(
          "%s has %s%,d different texts in %,d rows: an identifier is better left out"
              .formatted(
                  name,
                  texts >= CategoryStatistics.MOST_COUNTED ? "at least " : "",
                  texts,
                  column.seen()));
    }
    List<String> words =
        column.levels().stream().filter(level -> !Decimal.isDecimal(level)).toList();
    if (!words.isEmpty() && words.size() < MOSTLY * column.levels().size()) {
      remarks.add(
          "%s has mostly numbers, but also %s: if that means no value, count it among the missing texts"
              .formatted(name, WrongTableException.quoted(words.get(0))));
    }
  }
}
