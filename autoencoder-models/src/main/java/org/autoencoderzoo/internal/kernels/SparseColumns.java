package org.autoencoderzoo.internal.kernels;

import java.util.Arrays;

/**
 * The entries of a sparse matrix sorted by column, and within a column by row.
 *
 * @param starts of each column, and the end of the last
 * @param rows of the entries
 * @param values of the entries
 */
record SparseColumns(int[] starts, int[] rows, float[] values) {

  /**
   * Sorts the entries of compressed rows.
   *
   * @param columns how many there are
   * @param entries columns of each row's entries
   * @param values of these entries
   */
  static SparseColumns of(int columns, int[][] entries, float[][] values) {
    int[] starts = starts(columns, entries);
    SparseColumns sorted =
        new SparseColumns(starts, new int[starts[columns]], new float[starts[columns]]);
    int[] next = Arrays.copyOf(starts, columns);
    for (int n = 0; n < entries.length; n++) {
      for (int i = 0; i < entries[n].length; i++) {
        int to = next[entries[n][i]]++;
        sorted.rows[to] = n;
        sorted.values[to] = values[n][i];
      }
    }
    return sorted;
  }

  private static int[] starts(int columns, int[][] entries) {
    int[] starts = new int[columns + 1];
    for (int[] row : entries) {
      for (int k : row) {
        starts[k + 1]++;
      }
    }
    for (int k = 0; k < columns; k++) {
      starts[k + 1] += starts[k];
    }
    return starts;
  }
}
