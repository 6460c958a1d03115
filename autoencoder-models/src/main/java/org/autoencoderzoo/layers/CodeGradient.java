package org.autoencoderzoo.layers;

import org.autoencoderzoo.internal.kernels.Elementwise;
import org.autoencoderzoo.internal.kernels.HostMemory;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The step from the gradient of a code to that of its pre-activation. */
final class CodeGradient {

  private CodeGradient() {}

  /**
   * Multiplies a derivative, in place, by the gradient of the code.
   *
   * @param derivative {@code f'(z)}, row-major, overwritten
   * @param ofLoss {@code dL/dh}, not modified
   * @param ofPenalties {@code dP/dh}, of the same shape or one row for all examples, not modified;
   *     or null
   * @param scale of the penalties' share
   */
  static void multiply(INDArray derivative, INDArray ofLoss, INDArray ofPenalties, double scale) {
    boolean hasKernel = ofLoss.ordering() == 'c' && HostMemory.holds(derivative, ofLoss);
    if (ofPenalties == null) {
      if (hasKernel) {
        Elementwise.apply(ofLoss, derivative, CodeGradient::multiply);
      } else {
        derivative.muli(ofLoss);
      }
    } else if (hasKernel && HostMemory.holds(ofPenalties)) {
      float factor = (float) scale;
      Elementwise.apply(
          ofLoss,
          ofPenalties,
          derivative,
          (loss, penalty, target, count) -> multiply(loss, penalty, factor, target, count));
    } else {
      derivative.muli(ofLoss.add(ofPenalties.mul(scale)));
    }
  }

  private static void multiply(float[] a, float[] target, int count) {
    for (int i = 0; i < count; i++) {
      target[i] *= a[i];
    }
  }

  private static void multiply(float[] a, float[] b, float factor, float[] target, int count) {
    for (int i = 0; i < count; i++) {
      target[i] *= a[i] + factor * b[i];
    }
  }
}
