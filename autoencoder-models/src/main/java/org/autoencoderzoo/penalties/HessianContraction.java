package org.autoencoderzoo.penalties;

import org.autoencoderzoo.settings.Arguments;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The penalty on the Hessian of the encoder, by finite differences of its Jacobian: {@code gamma /
 * N sum_n E_e ||J(x_n) - J(x_n + e)||_F^2} with {@code e ~ N(0, sigma^2 I)}, the mean over a number
 * of corrupted inputs; in closed form {@code sum_j (f'(z_j) - f'(z~_j))^2 ||W_:j||^2}. Beside
 * {@link Contraction} it makes the contractive autoencoder with Hessian penalty, CAE+H (Rifai,
 * Mesnil, Vincent, Muller, Bengio, Dauphin and Glorot, "Higher Order Contractive Auto-Encoder",
 * ECML 2011, equation 5).
 *
 * @param gamma weight, at least 0
 * @param sigma standard deviation of the noise, above 0
 * @param corruptedInputs draws of noise an example, at least 1
 */
public record HessianContraction(
    @JsonProperty("gamma") double gamma,
    @JsonProperty("sigma") double sigma,
    @JsonProperty("corruptedInputs") int corruptedInputs)
    implements Penalty {

  /**
   * Checks the settings.
   *
   * @param gamma weight, at least 0
   * @param sigma standard deviation of the noise, above 0
   * @param corruptedInputs draws of noise an example, at least 1
   * @throws IllegalArgumentException if one is out of range
   */
  public HessianContraction {
    Arguments.atLeast("gamma", gamma, 0);
    Arguments.above("sigma", sigma, 0);
    Arguments.atLeast("corruptedInputs", corruptedInputs, 1);
  }

  @Override
  public double apply(Encoding encoding) {
    double weight = gamma / encoding.examples() / corruptedInputs;
    INDArray norms = encoding.squaredWeightNorms();
    double value = 0;
    for (int i = 0; i < corruptedInputs; i++) {
      Encoding perturbed = encoding.perturbed(sigma, i);
      INDArray difference = encoding.derivative().sub(perturbed.derivative());
      INDArray weighted = difference.mul(norms).muli(2 * weight);
      encoding.addPreActivationGradient(weighted.mul(encoding.secondDerivative()));
      perturbed.addPreActivationGradient(weighted.mul(perturbed.secondDerivative()).negi());
      INDArray squares = Sums.ofSquaresOverExamples(difference).muli(weight);
      encoding.addSquaredWeightNormGradient(squares);
      value += Sums.ofProducts(squares, norms);
    }
    return value;
  }

  @Override
  public boolean needsSecondDerivative() {
    return true;
  }
}
