package org.autoencoderzoo.columns;

import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Rows of a table as a network takes them.
 *
 * @param x {@code [N, D]}, float32, every value finite
 * @param mask {@code [N, D]}: 0 for the units of a missing cell, the weight of the row for others;
 *     null if all are 1
 * @param labels of the rows; null for a row without one. Empty if the columns have no label
 * @param others texts that are no level of their category, with the rows that have them, by name of
 *     the column; of one column at most 100
 * @param carried the texts of the columns that were asked for, one list for each of them; null
 *     where the source has no value
 */
public record EncodedRows(
    INDArray x,
    INDArray mask,
    List<String> labels,
    Map<String, Map<String, Integer>> others,
    List<List<String>> carried) {

  /** {@return N, how many rows there are} */
  public int size() {
    return Math.toIntExact(x.size(0));
  }
}
