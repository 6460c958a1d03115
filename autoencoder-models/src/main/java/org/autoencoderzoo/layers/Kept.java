package org.autoencoderzoo.layers;

import java.util.Optional;
import org.autoencoderzoo.internal.ops.Operand;
import org.autoencoderzoo.internal.ops.Ops;
import org.autoencoderzoo.internal.ops.SelectedCode;
import org.autoencoderzoo.internal.ops.WeightGradient;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What the forward pass of a training step keeps of a code {@code h = s f(z)} for the backward
 * pass, where s is 1 for the units that selections keep, else 0.
 */
sealed interface Kept {

  /**
   * The gradient of the pre-activation, {@code delta = s f'(z) dL/dh}, with that of the penalties.
   *
   * @param epsilon {@code dL/dh} without penalties, not modified
   * @param scale of the penalties' share
   * @param ofBias overwritten by the gradient of the bias, the sum of delta over the examples
   */
  Operand delta(INDArray epsilon, double scale, INDArray ofBias);

  /** Not zero where {@code dL/dh} counts, of the code's shape; empty if all of it counts. */
  default Optional<Operand> whereGradientCounts() {
    return Optional.empty();
  }

  /** The code itself, if few of its units are left. */
  default Optional<Operand> fewUnits() {
    return Optional.empty();
  }

  /**
   * Adds the gradients of penalties that do not go through z.
   *
   * @param scale of what is added
   * @param ofInput null if nobody wants the gradient of the input
   */
  default void addPenalties(
      double scale, WeightGradient ofWeights, INDArray ofBias, INDArray ofInput) {}

  /** Nothing: the layer is linear, and all units of all examples count. */
  record Nothing() implements Kept {

    @Override
    public Operand delta(INDArray epsilon, double scale, INDArray ofBias) {
      INDArray delta = Operand.rowMajor(epsilon);
      Ops.get().biasGradient(delta, ofBias);
      return Operand.of(delta);
    }
  }

  /**
   * The derivative.
   *
   * @param derivative {@code s f'(z)}, zero in masked examples; delta overwrites it
   */
  record Derivative(INDArray derivative) implements Kept {

    @Override
    public Operand delta(INDArray epsilon, double scale, INDArray ofBias) {
      Ops.get().codeGradient(derivative, epsilon, null, scale);
      Ops.get().biasGradient(derivative, ofBias);
      return Operand.of(derivative);
    }

    @Override
    public Optional<Operand> whereGradientCounts() {
      return Optional.of(Operand.of(derivative));
    }
  }

  /**
   * The derivative, and the gradients of penalties.
   *
   * @param derivative {@code s f'(z)}, zero in masked examples; delta overwrites it
   * @param seen what the penalties saw, and where they left their gradients
   */
  record Penalized(INDArray derivative, LayerEncoding seen) implements Kept {

    @Override
    public Operand delta(INDArray epsilon, double scale, INDArray ofBias) {
      Ops.get().codeGradient(derivative, epsilon, seen.codeGradient(), scale);
      INDArray delta = seen.withPenalties(derivative, scale);
      Ops.get().biasGradient(delta, ofBias);
      return Operand.of(delta);
    }

    @Override
    public Optional<Operand> whereGradientCounts() {
      return Optional.of(Operand.of(derivative));
    }

    @Override
    public void addPenalties(
        double scale, WeightGradient ofWeights, INDArray ofBias, INDArray ofInput) {
      seen.addTo(ofWeights, ofBias, ofInput, scale);
    }
  }

  /**
   * The few units that a selection kept, and the derivative at these.
   *
   * @param left of the code
   */
  record FewUnits(SelectedCode left) implements Kept {

    @Override
    public Operand delta(INDArray epsilon, double scale, INDArray ofBias) {
      return left.gradient(epsilon, ofBias);
    }

    @Override
    public Optional<Operand> whereGradientCounts() {
      return fewUnits();
    }

    @Override
    public Optional<Operand> fewUnits() {
      return Optional.of(left.code());
    }
  }
}
