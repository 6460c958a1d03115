package org.autoencoderzoo.losses;

import java.util.OptionalDouble;
import org.autoencoderzoo.internal.ops.ActivationForm;
import org.autoencoderzoo.internal.ops.Ops;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Squared error {@code L(x, y) = sum_i (y_i - x_i)^2}, the loss for real-valued data with a linear
 * decoder. The same value as Deeplearning4j's {@code LossL2}, with the reconstruction computed once
 * for score and gradient.
 */
public final class SquaredError extends ReconstructionLoss {

  private static final long serialVersionUID = 1L;

  /** Creates the loss; it has no settings. */
  public SquaredError() {}

  /**
   * The squared error of each example.
   *
   * @param x examples {@code [N, ...]}, N at least 1, not modified
   * @param y their reconstructions, of the same shape and type, not modified
   * @return summed over the features, {@code [N]}
   */
  public static INDArray ofExamples(INDArray x, INDArray y) {
    return Ops.get().squaredErrors(x, y);
  }

  @Override
  OptionalDouble lossAndGradient(INDArray x, INDArray z, IActivation f, INDArray gradient) {
    return f instanceof ActivationIdentity
        ? OptionalDouble.of(Ops.get().squaredError(x, z, gradient))
        : OptionalDouble.empty();
  }

  @Override
  OptionalDouble lossAndGradient(
      INDArray x, INDArray z, IActivation f, INDArray mask, INDArray gradient) {
    return mask != null && f instanceof ActivationIdentity
        ? ofMaskedRows(x, z, mask, ActivationForm.IDENTITY, gradient)
        : super.lossAndGradient(x, z, f, mask, gradient);
  }

  @Override
  protected INDArray featureLoss(INDArray x, INDArray z, INDArray y) {
    INDArray difference = y.sub(x);
    return difference.muli(difference);
  }

  @Override
  protected INDArray featureGradient(INDArray x, INDArray z, INDArray y, IActivation f) {
    return throughActivation(z, y.subi(x).muli(2), f);
  }
}
