package org.autoencoderzoo.penalties;

import java.util.Arrays;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationHardSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

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

  /** {@code rhoHat_j}, by unit or channel. */
  double[] rates() {
    double[] rates = Sums.doubles(Sums.ofChannels(encoding.code()));
    double count = encoding.examples() * positions();
    for (int j = 0; j < rates.length; j++) {
      // Masked rows are zero in the code, and so add nothing to the sum.
      double mean = rates[j] / count;
      rates[j] = isTanh ? (1 + mean) / 2 : mean;
    }
    return rates;
  }

  /** Passes {@code dP/drhoHat_j} on to the code. */
  void addGradient(double[] ofRates) {
    double share = (isTanh ? 0.5 : 1) / (encoding.examples() * positions());
    double[] ofCode = Arrays.stream(ofRates).map(gradient -> share * gradient).toArray();
    INDArray code = encoding.code();
    long[] row = new long[code.rank()];
    Arrays.fill(row, 1);
    row[1] = ofCode.length;
    encoding.addCodeGradient(
        Nd4j.createFromArray(ofCode).castTo(code.dataType()).reshape('c', row));
  }

  private long positions() {
    INDArray code = encoding.code();
    return code.rank() == 2 ? 1 : code.size(2) * code.size(3);
  }
}
