package org.autoencoderzoo.internal.ops;

import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftPlus;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/**
 * Elementwise activations whose derivatives {@code f'(z)} and {@code f''(z)} follow from the output
 * {@code h = f(z)}, which saves a second pass through the exponential and the memory for z.
 */
public enum ActivationForm {
  /** {@code f' = 1}: nothing to keep. */
  IDENTITY,
  /** {@code f' = h (1 - h)}, {@code f'' = f' (1 - 2 h)}. */
  SIGMOID,
  /** {@code f' = 1 - h^2}, {@code f'' = -2 h f'}. */
  TANH,
  /** {@code f' = 1 - exp(-h)}, {@code f'' = f' (1 - f')}. */
  SOFTPLUS,
  /** {@code f' = 1[h > 0]}, {@code f'' = 0}. */
  RELU,
  /** {@code f' = 1 + min(h, 0)}, {@code f'' = 1[h < 0] f'}, for alpha = 1. */
  ELU,
  /** Every other activation: needs z, and has no second derivative here. */
  OTHER;

  /**
   * {@return the form of an activation}
   *
   * @param f any
   */
  public static ActivationForm of(IActivation f) {
    if (f instanceof ActivationIdentity) {
      return IDENTITY;
    } else if (f instanceof ActivationSigmoid) {
      return SIGMOID;
    } else if (f instanceof ActivationTanH) {
      return TANH;
    } else if (f instanceof ActivationSoftPlus) {
      return SOFTPLUS;
    } else if (f instanceof ActivationReLU relu
        && isNullOr(relu.getMax(), Double.POSITIVE_INFINITY)
        && isNullOr(relu.getThreshold(), 0)
        && isNullOr(relu.getNegativeSlope(), 0)) {
      return RELU;
    } else if (f instanceof ActivationELU elu && elu.getAlpha() == 1) {
      return ELU;
    }
    return OTHER;
  }

  private static boolean isNullOr(Double setting, double neutral) {
    return setting == null || setting == neutral;
  }
}
