package org.autoencoderzoo.penalties;

import org.autoencoderzoo.settings.Range;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
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
    Range.require(rho > 0 && rho < 1, "rho", rho, "between 0 and 1, both excluded");
    Range.atLeast("beta", beta, 0);
  }

  @Override
  public double apply(Encoding encoding) {
    MeanActivation mean = new MeanActivation(encoding);
    INDArray rates = Transforms.max(Transforms.min(mean.rates(), 1 - MARGIN), MARGIN);
    INDArray off = rates.rsub(1);
    // d/dr KL(rho || r) = (1 - rho) / (1 - r) - rho / r
    mean.addGradient(off.rdiv(1 - rho).subi(rates.rdiv(rho)).muli(beta));
    INDArray divergence =
        Transforms.log(rates.rdiv(rho))
            .muli(rho)
            .addi(Transforms.log(off.rdiv(1 - rho)).muli(1 - rho));
    return beta * divergence.sumNumber().doubleValue();
  }

  @Override
  public void check(IActivation activation) {
    MeanActivation.check("KlSparsity", activation);
  }
}
