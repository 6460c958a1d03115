package org.autoencoderzoo.examples.measures;

import java.util.HashMap;
import java.util.Map;
import org.autoencoderzoo.settings.Arguments;
import org.autoencoderzoo.settings.InputCheck;
import org.nd4j.linalg.api.buffer.DataType;
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
   * @return bits per example
   * @throws IllegalArgumentException if the shape is another, or a level is no whole number
   */
  public static double bitsPerExample(INDArray levels) {
    InputCheck.matrix("levels", levels, "codeSize");
    double[][] rows = InputCheck.finite("levels", levels, DataType.DOUBLE).toDoubleMatrix();
    double bits = 0;
    for (int unit = 0; unit < rows[0].length; unit++) {
      Map<Double, Integer> counts = new HashMap<>();
      for (double[] row : rows) {
        Arguments.require(
            row[unit] == Math.rint(row[unit]), "a level", row[unit], "a whole number");
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
