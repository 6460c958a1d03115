package org.autoencoderzoo.losses;

import org.autoencoderzoo.settings.Arguments;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Expm1;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The loss induced by correntropy (Liu, Pokharel and Principe, "Correntropy: Properties and
 * Applications in Non-Gaussian Signal Processing", IEEE Transactions on Signal Processing 55(11),
 * 2007): {@code L(x, y) = beta sum_i 1 - exp(-(y_i - x_i)^2 / (2 sigma^2))}. As in robust
 * autoencoders (Chen, Qu, Zhao, Chen and Principe, "Efficient and Robust Deep Learning with
 * Correntropy-Induced Loss Function", Neural Computing and Applications 27, 2016), {@code beta = 1
 * / (1 - exp(-1 / (2 sigma^2)))} gives an error of 1 a loss of 1, as {@link SquaredError} does,
 * which is the limit for large sigma. Features that are off by more than a few sigma, such as
 * outliers, have next to no gradient.
 */
public final class Correntropy extends ReconstructionLoss {

  private static final long serialVersionUID = 1L;

  @JsonProperty("sigma")
  private final double sigma;

  /**
   * Creates the loss.
   *
   * @param sigma width of the Gaussian kernel, in the units of the features, 0.001 to 1000
   * @throws IllegalArgumentException if sigma is out of range
   */
  @JsonCreator
  public Correntropy(@JsonProperty("sigma") double sigma) {
    Arguments.require(sigma >= 1e-3 && sigma <= 1e3, "sigma", sigma, "0.001 to 1000");
    this.sigma = sigma;
  }

  /** {@return the width of the Gaussian kernel} */
  public double sigma() {
    return sigma;
  }

  /** {@code -(y - x)^2 / (2 sigma^2)}, in the place of the error. */
  private INDArray exponent(INDArray error) {
    return error.muli(error).divi(-2 * sigma * sigma);
  }

  private double beta() {
    return -1 / Math.expm1(-1 / (2 * sigma * sigma));
  }

  @Override
  protected INDArray featureLoss(INDArray x, INDArray z, INDArray y) {
    INDArray exponent = exponent(y.sub(x));
    return Nd4j.exec(new Expm1(exponent, exponent)).muli(-beta());
  }

  @Override
  protected INDArray featureGradient(INDArray x, INDArray z, INDArray y, IActivation f) {
    INDArray error = y.subi(x);
    INDArray kernel = Transforms.exp(exponent(error.dup()), false);
    return throughActivation(z, kernel.muli(error).muli(beta() / (sigma * sigma)), f);
  }
}
