package org.autoencoderzoo.penalties;

import org.autoencoderzoo.settings.Arguments;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Sparsity by absolute values: {@code lambda / N sum_n sum_j |h_nj|}, the penalty of sparse coding
 * (Olshausen and Field 1996). Serves every activation.
 *
 * @param lambda weight, at least 0
 */
public record ActivationL1(@JsonProperty("lambda") double lambda) implements Penalty {

  /**
   * Checks the setting.
   *
   * @param lambda weight, at least 0
   * @throws IllegalArgumentException if it is out of range
   */
  public ActivationL1 {
    Arguments.atLeast("lambda", lambda, 0);
  }

  @Override
  public double apply(Encoding encoding) {
    double weight = lambda / encoding.examples();
    encoding.addCodeGradient(Transforms.sign(encoding.code()).muli(weight));
    return weight * Sums.of(Transforms.abs(encoding.code()));
  }
}
