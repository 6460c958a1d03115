package org.autoencoderzoo.layers;

import java.util.Optional;
import org.autoencoderzoo.internal.kernels.HostMemory;
import org.autoencoderzoo.internal.kernels.SparseRows;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a selection left of a dense layer's code, from forward to backward: where few units are
 * kept, the gradients go through these alone.
 *
 * @param code the units that were kept
 * @param derivative of the activation at these units
 */
record SelectedCode(SparseRows code, SparseRows derivative) {

  /** Whether gradients of weights can be written from compressed rows. */
  static boolean suits(INDArray x, INDArray w) {
    return x.rank() == 2 && w.ordering() == 'f' && HostMemory.holds(x, w);
  }

  /**
   * Selects units of a code in a training step, in place.
   *
   * @return what is left; or nothing, with the code as it was, if it would not be few units
   */
  static Optional<SelectedCode> of(
      INDArray code, Selection selection, ActivationDerivative form, int epoch) {
    return selection
        .keep(code, true, epoch)
        .map(kept -> new SelectedCode(kept, kept.map(form::write)));
  }

  /**
   * Writes the gradient of the bias.
   *
   * @param epsilon gradient of the code
   * @return that of the pre-activation
   */
  SparseRows writeBiasGradient(INDArray epsilon, INDArray biasGradient) {
    SparseRows delta = derivative.multipliedBy(RowMajor.of(epsilon));
    delta.sumRows(biasGradient);
    return delta;
  }
}
