package org.autoencoderzoo.evaluation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.autoencoderzoo.settings.Range;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Empirical entropy of quantized codes (Shannon 1948): what an ideal entropy coder that knows each
 * unit's histogram, and codes the units one by one, spends on an example.
 */
public final class CodeEntropy {

  private CodeEntropy() {}

  /**
   * The sum of the units' entropies, {@code -sum_level p log2 p}.
   *
   * @param levels whole numbers {@code [N, codeSize]}, N at least 1
   * @return bits an example
   * @throws IllegalArgumentException if the shape is another
   */
  public static double bitsPerExample(INDArray levels) {
    Range.require(
        levels.rank() == 2 && levels.size(0) > 0,
        "shape of the levels",
        Arrays.toString(levels.shape()),
        "[N, codeSize]");
    int[][] rows = levels.toIntMatrix();
    double bits = 0;
    for (int unit = 0; unit < rows[0].length; unit++) {
      Map<Integer, Integer> counts = new HashMap<>();
      for (int[] row : rows) {
        counts.merge(row[unit], 1, Integer::sum);
      }
      for (int count : counts.values()) {
        double p = (double) count / rows.length;
        bits -= p * Math.log(p) / Math.log(2);
      }
    }
    return bits;
  }
}
