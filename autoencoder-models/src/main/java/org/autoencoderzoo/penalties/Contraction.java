package org.autoencoderzoo.penalties;

import org.autoencoderzoo.settings.Arguments;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The contractive penalty {@code lambda / N sum_n ||J_h(x_n)||_F^2}, the Jacobian of the layer with
 * respect to its input, in closed form {@code lambda / N sum_nj f'(z_nj)^2 ||W_:j||^2} (Rifai,
 * Vincent, Muller, Glorot and Bengio, "Contractive Auto-Encoders", ICML 2011, equations 5 and 7).
 *
 * @param lambda weight, at least 0
 */
public record Contraction(@JsonProperty("lambda") double lambda) implements Penalty {

  /**
   * Checks the setting.
   *
   * @param lambda weight, at least 0
   * @throws IllegalArgumentException if it is out of range
   */
  public Contraction {
    Arguments.atLeast("lambda", lambda, 0);
  }

  @Override
  public double apply(Encoding encoding) {
    double weight = lambda / encoding.examples();
    INDArray norms = encoding.squaredWeightNorms();
    encoding.addSquaredDerivativeGradient(norms.mul(weight));
    INDArray squares = Sums.ofSquaresOverExamples(encoding.derivative()).muli(weight);
    encoding.addSquaredWeightNormGradient(squares);
    return Sums.ofProducts(squares, norms);
  }

  @Override
  public boolean needsSecondDerivative() {
    return true;
  }
}
