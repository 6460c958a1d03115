package org.autoencoderzoo.penalties;

import org.autoencoderzoo.settings.Arguments;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Sparsity by Kullback-Leibler divergence: {@code beta sum_j KL(rho || rhoHat_j)} with {@code
 * rhoHat_j} the mean activation of unit j over the batch (Ng, "Sparse autoencoder", CS294A lecture
 * notes, 2011; Lee, Ekanadham and Ng 2007). Zero where every unit is active at the rate rho;
 * finite, with a gradient that leads back, where a unit is dead or saturated.
 *
 * @param rho wanted rate of activation, between 0 and 1
 * @param beta weight, at least 0
 */
public record KlSparsity(@JsonProperty("rho") double rho, @JsonProperty("beta") double beta)
    implements Penalty {

  /** Rates are kept this far from 0 and 1, in the value and in the gradient. */
  private static final double MARGIN = 1e-6;

  /**
   * Checks the settings.
   *
   * @param rho wanted rate of activation, between 0 and 1
   * @param beta weight, at least 0
   * @throws IllegalArgumentException if one is out of range
   */
  public KlSparsity {
    Arguments.require(rho > 0 && rho < 1, "rho", rho, "between 0 and 1, both excluded");
    Arguments.atLeast("beta", beta, 0);
  }

  @Override
  public double apply(Encoding encoding) {
    MeanActivation mean = new MeanActivation(encoding);
    double[] rates = mean.rates();
    double[] gradient = new double[rates.length];
    double divergence = 0;
    for (int j = 0; j < rates.length; j++) {
      double rate = Math.max(MARGIN, Math.min(1 - MARGIN, rates[j]));
      divergence += rho * Math.log(rho / rate) + (1 - rho) * Math.log((1 - rho) / (1 - rate));
      gradient[j] = beta * ((1 - rho) / (1 - rate) - rho / rate);
    }
    mean.addGradient(gradient);
    return beta * divergence;
  }

  @Override
  public void check(IActivation activation) {
    MeanActivation.check("KlSparsity", activation);
  }
}
