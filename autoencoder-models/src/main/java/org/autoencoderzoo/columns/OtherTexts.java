package org.autoencoderzoo.columns;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Texts that were found to be no level, column by column. */
final class OtherTexts {

  /** Of one column: there may be one in each row. */
  private static final int MOST = 100;

  private final Map<String, Map<String, Integer>> rows = new LinkedHashMap<>();

  void add(String column, String text) {
    Map<String, Integer> texts = rows.computeIfAbsent(column, name -> new LinkedHashMap<>());
    if (texts.size() < MOST || texts.containsKey(text)) {
      texts.merge(text, 1, Integer::sum);
    }
  }

  Map<String, Map<String, Integer>> rows() {
    return Collections.unmodifiableMap(rows);
  }
}
