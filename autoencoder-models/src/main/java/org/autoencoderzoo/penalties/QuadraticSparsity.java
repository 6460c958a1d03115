package org.autoencoderzoo.penalties;

import java.util.Arrays;
import org.autoencoderzoo.settings.Arguments;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Sparsity by squared distance: {@code lambda / 2 sum_j (rhoHat_j - rho)^2} with {@code rhoHat_j}
 * the mean activation of unit j over the batch; the form to which the divergence of {@link
 * KlSparsity} is proportional near its minimum.
 *
 * @param rho wanted rate of activation, between 0 and 1
 * @param lambda weight, at least 0
 */
public record QuadraticSparsity(
    @JsonProperty("rho") double rho, @JsonProperty("lambda") double lambda) implements Penalty {

  /**
   * Checks the settings.
   *
   * @param rho wanted rate of activation, between 0 and 1
   * @param lambda weight, at least 0
   * @throws IllegalArgumentException if one is out of range
   */
  public QuadraticSparsity {
    Arguments.require(rho > 0 && rho < 1, "rho", rho, "between 0 and 1, both excluded");
    Arguments.atLeast("lambda", lambda, 0);
  }

  @Override
  public double apply(Encoding encoding) {
    MeanActivation mean = new MeanActivation(encoding);
    double[] rates = mean.rates();
    mean.addGradient(Arrays.stream(rates).map(rate -> lambda * (rate - rho)).toArray());
    return lambda / 2 * Arrays.stream(rates).map(rate -> (rate - rho) * (rate - rho)).sum();
  }

  @Override
  public void check(IActivation activation) {
    MeanActivation.check("QuadraticSparsity", activation);
  }
}
