package org.autoencoderzoo.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Texts that are no level of their category, gathered over many rows, to be told in the end. */
final class OtherTexts {

  /** Different texts that are kept, of a column. */
  private static final int MOST = 100;

  private final Map<String, Map<String, Long>> rows = new LinkedHashMap<>();

  void add(Map<String, Map<String, Integer>> others) {
    others.forEach(
        (column, texts) -> {
          Map<String, Long> known = rows.computeIfAbsent(column, name -> new LinkedHashMap<>());
          texts.forEach(
              (text, count) -> {
                if (known.containsKey(text) || known.size() < MOST) {
                  known.merge(text, (long) count, Long::sum);
                }
              });
        });
  }

  /** A line for each column that has such texts. */
  void say(String table, PrintWriter err) {
    rows.forEach(
        (column, texts) -> {
          Map.Entry<String, Long> first = texts.entrySet().iterator().next();
          err.printf(
              Locale.ROOT,
              "ae: %s: column \"%s\" has \"%s\" in %,d rows%s: not seen in training, taken as other%n",
              table,
              column,
              first.getKey(),
              first.getValue(),
              texts.size() == 1
                  ? ""
                  : " and %s%,d more texts"
                      .formatted(texts.size() == MOST ? "at least " : "", texts.size() - 1));
        });
    err.flush();
  }
}
