package org.autoencoderzoo.internal.ops;

import org.autoencoderzoo.internal.kernels.SparseRows;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a selection left of a code in the host's memory, from forward to backward: where few units
 * are kept, the gradients go through these alone.
 */
public final class SelectedCode {

  private final Operand code;
  private final SparseRows derivative;

  /**
   * Takes what is left.
   *
   * @param derivative of the activation at these units
   */
  SelectedCode(INDArray code, SparseRows kept, SparseRows derivative) {
    this.code = Operand.of(code, kept);
    this.derivative = derivative;
  }

  /** {@return the code} */
  public Operand code() {
    return code;
  }

  /**
   * The gradient of the pre-activation.
   *
   * @param epsilon gradient of the code
   * @param ofBias overwritten by the gradient of the bias
   * @return zero but for the units that are left
   */
  public Operand gradient(INDArray epsilon, INDArray ofBias) {
    SparseRows delta = derivative.multipliedBy(Operand.rowMajor(epsilon));
    delta.sumRows(ofBias);
    return Operand.of(null, delta);
  }
}
