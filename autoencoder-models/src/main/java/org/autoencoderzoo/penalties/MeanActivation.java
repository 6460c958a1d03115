package org.autoencoderzoo.penalties;

import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationHardSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The mean activation {@code rhoHat_j} of each unit over a batch, on the scale from 0 to 1: for
 * tanh, {@code (1 + mean) / 2}.
 */
final class MeanActivation {

  private final Encoding encoding;
  private final boolean isTanh;

  MeanActivation(Encoding encoding) {
    this.encoding = encoding;
    this.isTanh = encoding.activation() instanceof ActivationTanH;
  }

  static void check(String penalty, IActivation activation) {
    boolean isBounded =
        activation instanceof ActivationSigmoid
            || activation instanceof ActivationHardSigmoid
            || activation instanceof ActivationTanH;
    if (!isBounded) {
      throw new IllegalArgumentException(
          penalty
              + " compares mean activations with a rate between 0 and 1, but "
              + activation
              + " is not bounded; use sigmoid or tanh, or the penalty ActivationL1");
    }
  }

  /** {@code rhoHat}, one row in double precision. */
  INDArray rates() {
    INDArray code = encoding.code();
    INDArray mean = code.castTo(DataType.DOUBLE).sum(true, 0).divi(encoding.examples());
    // Masked rows are zero in the code, and so add nothing to the sum.
    return isTanh ? mean.addi(1).divi(2) : mean;
  }

  /** Passes {@code dP/drhoHat} on to the code. */
  void addGradient(INDArray ofRates) {
    double share = (isTanh ? 0.5 : 1) / encoding.examples();
    encoding.addCodeGradient(ofRates.mul(share).castTo(encoding.code().dataType()));
  }
}
