package org.autoencoderzoo.columns;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@link Columns} are made of.
 *
 * @param label null if there is none
 * @param weight null if there is none
 * @param constant columns that were kept out, with their only value
 */
record Layout(
    List<Column> columns,
    String label,
    String weight,
    List<String> ignored,
    Map<String, String> constant,
    List<String> missingTexts,
    long rows) {

  Layout {
    columns = List.copyOf(columns);
    ignored = List.copyOf(ignored);
    constant = Collections.unmodifiableMap(new LinkedHashMap<>(constant));
    missingTexts = List.copyOf(missingTexts);
  }
}
