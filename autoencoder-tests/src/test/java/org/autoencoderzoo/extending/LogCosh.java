package org.autoencoderzoo.extending;

import org.autoencoderzoo.losses.ReconstructionLoss;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Squared for small errors, absolute for large ones: L(x, y) = sum_i log cosh(y_i - x_i). */
public final class LogCosh extends ReconstructionLoss {

  private static final long serialVersionUID = 1L;

  @Override
  protected INDArray featureLoss(INDArray x, INDArray z, INDArray y) {
    return Transforms.log(Transforms.cosh(y.sub(x), false), false);
  }

  @Override
  protected INDArray featureGradient(INDArray x, INDArray z, INDArray y, IActivation f) {
    INDArray gradientOfOutput = Transforms.tanh(y.subi(x), false);
    return f.backprop(z.dup(), gradientOfOutput).getFirst(); // dL/dz
  }
}
