package org.autoencoderzoo.losses;

import org.autoencoderzoo.settings.Arguments;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The loss of Huber ("Robust Estimation of a Location Parameter", Annals of Mathematical Statistics
 * 35(1), 1964, 73-101): {@code L(x, y) = sum_i rho(y_i - x_i)} with {@code rho(e) = e^2 / 2} up to
 * an error of {@code delta}, and {@code delta (|e| - delta / 2)} beyond. Features that are far off
 * pull with a constant force, where {@link SquaredError}, twice this loss for small errors, lets
 * them pull the harder the farther off they are.
 */
public final class Huber extends ReconstructionLoss {

  private static final long serialVersionUID = 1L;

  @JsonProperty("delta")
  private final double delta;

  /**
   * Creates the loss.
   *
   * @param delta the largest error that counts by its square, above 0
   * @throws IllegalArgumentException if delta is out of range
   */
  @JsonCreator
  public Huber(@JsonProperty("delta") double delta) {
    Arguments.above("delta", delta, 0.0);
    this.delta = delta;
  }

  /** {@return the largest error that counts by its square} */
  public double delta() {
    return delta;
  }

  @Override
  protected INDArray featureLoss(INDArray x, INDArray z, INDArray y) {
    INDArray error = Transforms.abs(y.sub(x), false);
    INDArray clipped = Transforms.min(error, delta, true); // rho(e) = c (|e| - c / 2)
    return error.subi(clipped.mul(0.5)).muli(clipped);
  }

  @Override
  protected INDArray featureGradient(INDArray x, INDArray z, INDArray y, IActivation f) {
    INDArray error = y.subi(x);
    return throughActivation(
        z, Transforms.max(Transforms.min(error, delta, false), -delta, false), f);
  }
}
