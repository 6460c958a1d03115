package org.autoencoderzoo.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.autoencoderzoo.columns.ColumnKind;

/**
 * How well a column of a table is reconstructed, measured on the cells that have a value.
 *
 * @param name of the column
 * @param kind of its cells
 * @param fvu the fraction of the variance, or of the entropy of levels, that is left unexplained;
 *     null where all cells are the same
 * @param meanAbsoluteError of numbers, in the user's units; null of others
 * @param accuracy the share of cells whose level is the most probable one; null of others than
 *     levels
 * @param missing the share of cells without a value
 */
record ColumnFigures(
    String name,
    ColumnKind kind,
    Double fvu,
    Double meanAbsoluteError,
    Double accuracy,
    double missing) {

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("fvu", fvu);
    json.put("mean_absolute_error", meanAbsoluteError);
    json.put("accuracy", accuracy);
    json.put("missing_share", missing);
    json.values().removeIf(Objects::isNull);
    return json;
  }
}
