package org.autoencoderzoo.losses;

import java.util.OptionalDouble;
import org.autoencoderzoo.internal.ops.ActivationForm;
import org.autoencoderzoo.internal.ops.Ops;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Bernoulli cross-entropy {@code L(x, y) = -sum_i x_i log y_i + (1 - x_i) log(1 - y_i)} with {@code
 * y = sigmoid(z)}, the loss for binary data and for data in [0,1].
 *
 * <p>Computed from the logits {@code z}, so that no logarithm of zero arises at any logit or
 * target: {@code L = sum_i z_i (1[z_i > 0] - x_i) - log max(y_i, 1 - y_i)}; the derivative is
 * {@code y - x}. Deeplearning4j's {@code LossBinaryXENT} clips the probabilities instead, which
 * makes the gradient vanish where the network is most wrong.
 */
public final class BernoulliCrossEntropy extends ReconstructionLoss {

  private static final long serialVersionUID = 1L;

  /** Creates the loss; it has no settings. */
  public BernoulliCrossEntropy() {}

  @Override
  public void checkActivation(IActivation f) {
    if (!(f instanceof ActivationSigmoid)) {
      throw new IllegalArgumentException(
          "BernoulliCrossEntropy is computed from logits: the output activation must be sigmoid, not "
              + f);
    }
  }

  @Override
  public boolean needsUnitInterval() {
    return true;
  }

  @Override
  OptionalDouble lossAndGradient(INDArray x, INDArray z, IActivation f, INDArray gradient) {
    return OptionalDouble.of(Ops.get().crossEntropy(x, z, gradient));
  }

  @Override
  OptionalDouble lossAndGradient(
      INDArray x, INDArray z, IActivation f, INDArray mask, INDArray gradient) {
    return mask == null
        ? lossAndGradient(x, z, f, gradient)
        : ofMaskedRows(x, z, mask, ActivationForm.SIGMOID, gradient);
  }

  @Override
  protected INDArray featureLoss(INDArray x, INDArray z, INDArray y) {
    return Ops.get().crossEntropies(x, z, y);
  }

  @Override
  protected INDArray featureGradient(INDArray x, INDArray z, INDArray y, IActivation f) {
    return y.subi(x);
  }
}
