package org.autoencoderzoo.penalties;

import org.autoencoderzoo.settings.Arguments;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The stochastic contractive penalty {@code lambda / N sum_n ||h(x_n) - h(x_n + e_n)||^2} with
 * {@code e ~ N(0, sigma^2 I)}, one draw an example and iteration. For small sigma its mean is
 * {@code sigma^2} times {@link Contraction} (Rifai et al. 2011, section 4).
 *
 * @param lambda weight, at least 0
 * @param sigma standard deviation of the noise, above 0
 */
public record StochasticContraction(
    @JsonProperty("lambda") double lambda, @JsonProperty("sigma") double sigma) implements Penalty {

  /**
   * Checks the settings.
   *
   * @param lambda weight, at least 0
   * @param sigma standard deviation of the noise, above 0
   * @throws IllegalArgumentException if one is out of range
   */
  public StochasticContraction {
    Arguments.atLeast("lambda", lambda, 0);
    Arguments.above("sigma", sigma, 0);
  }

  @Override
  public double apply(Encoding encoding) {
    double weight = lambda / encoding.examples();
    Encoding perturbed = encoding.perturbed(sigma, 0);
    INDArray difference = encoding.code().sub(perturbed.code());
    encoding.addCodeGradient(difference.mul(2 * weight));
    perturbed.addCodeGradient(difference.mul(-2 * weight));
    return weight * Sums.of(difference.mul(difference));
  }
}
