package org.autoencoderzoo.columns;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.autoencoderzoo.settings.Decimal;

/** How a table writes that there is no value. Those that are numbers are found by their value. */
final class MissingTexts implements Serializable {

  private static final long serialVersionUID = 1L;

  /** What other programs write; case counts. */
  static final List<String> COMMON =
      List.of(
          "", "?", "NA", "N/A", "n/a", "na", "#N/A", "#NA", "<NA>", "NaN", "nan", "-NaN", "-nan",
          "NULL", "Null", "null", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!");

  private final Set<String> texts;
  private final double[] numbers;

  MissingTexts(Collection<String> texts) {
    this.texts = Set.copyOf(texts);
    this.numbers =
        this.texts.stream()
            .filter(Decimal::isDecimal)
            .mapToDouble(Double::parseDouble)
            .sorted()
            .toArray();
  }

  /** Whether a cell of this text has no value; null has none. */
  boolean contains(String text) {
    return text == null || texts.contains(text);
  }

  /** Whether this number says that there is none, such as -999. */
  boolean contains(double number) {
    for (double missing : numbers) {
      if (number == missing) {
        return true;
      }
    }
    return false;
  }

  /** In the order of the alphabet. */
  List<String> texts() {
    return List.copyOf(new TreeSet<>(texts));
  }
}
