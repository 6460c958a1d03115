package org.autoencoderzoo.penalties;

import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationHardSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The mean activation {@code rhoHat_j} of each unit over a batch, or of each channel of a
 * convolution over a batch and all positions; on the scale from 0 to 1: for tanh, {@code (1 + mean)
 * / 2}.
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

  /** {@code rhoHat}, {@code [1, K]} or {@code [1, K, 1, 1]}, in double precision. */
  INDArray rates() {
    INDArray sum = Sums.ofChannels(encoding.code()).castTo(DataType.DOUBLE);
    INDArray mean = sum.div(encoding.examples() * positions());
    // Masked rows are zero in the code, and so add nothing to the sum.
    return isTanh ? mean.addi(1).divi(2) : mean;
  }

  /** Passes {@code dP/drhoHat} on to the code. */
  void addGradient(INDArray ofRates) {
    double share = (isTanh ? 0.5 : 1) / (encoding.examples() * positions());
    encoding.addCodeGradient(ofRates.mul(share).castTo(encoding.code().dataType()));
  }

  private long positions() {
    INDArray code = encoding.code();
    return code.rank() == 2 ? 1 : code.size(2) * code.size(3);
  }
}
