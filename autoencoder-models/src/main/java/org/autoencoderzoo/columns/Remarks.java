package org.autoencoderzoo.columns;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.autoencoderzoo.settings.Decimal;

/** What looks as if a user should know of it. */
final class Remarks {

  private static final double MOSTLY = 0.5;
  private static final int FEW = 10;

  /** As people write them: $1,234.50, 1.234,50 €, 12 %, (1'234). */
  private static final Pattern DRESSED =
      Pattern.compile(
          "[-+\\u2212(]?\\p{Sc}?\\h?[-+\\u2212]?"
              + "([0-9]{1,3}(([,.'\\u2019]|\\h)[0-9]{3}(\\3[0-9]{3})*)|[0-9]+)([.,][0-9]+)?"
              + "\\h?[\\p{Sc}%]?[-)]?");

  /** Beside decimal commas, a point ends thousands. */
  private static final Pattern THOUSANDS = Pattern.compile("[-+]?[1-9][0-9]{0,2}(\\.[0-9]{3})+");

  private static final Pattern DATE =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}.*)?");

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
    if (isMostly(column, Remarks::isNumber)
        && column.levels().stream().anyMatch(Remarks::isDressed)) {
      remarks.add(
          "%s has numbers such as %s, which are texts here: write them like 1234.5, without signs of currencies, percents and thousands"
              .formatted(name, first(column, Remarks::isDressed)));
      return;
    }
    if (isMostly(column, Remarks::isDate)) {
      remarks.add(
          "%s has dates such as %s, which are texts here: declare it a date, or leave it out"
              .formatted(name, first(column, Remarks::isDate)));
      return;
    }
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

  private static boolean isMostly(CategoryColumn column, Predicate<String> test) {
    return column.levels().stream().filter(test).count() > MOSTLY * column.levels().size();
  }

  private static String first(CategoryColumn column, Predicate<String> test) {
    return WrongTableException.quoted(
        column.levels().stream().filter(test).findFirst().orElseThrow());
  }

  private static boolean isNumber(String level) {
    return Decimal.isDecimal(level) || isDressed(level);
  }

  private static boolean isDressed(String level) {
    return Decimal.isDecimal(level)
        ? THOUSANDS.matcher(level).matches()
        : DRESSED.matcher(level).matches();
  }

  private static boolean isDate(String level) {
    return DATE.matcher(level).matches();
  }
}
