package org.autoencoderzoo.layers;

import org.autoencoderzoo.internal.ops.Operand;
import org.autoencoderzoo.internal.ops.WeightGradient;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The linear part {@code z = W x} of a layer: a matrix or a convolution. All arrays are row-major,
 * with a first dimension of N examples.
 */
interface LinearMap {

  /** The shape of {@code W x} for inputs of a shape. */
  long[] outputShape(long[] inputShape);

  /**
   * Writes {@code W x + b} into z.
   *
   * @param b one value for each unit or channel; or null
   */
  void apply(Operand x, INDArray b, INDArray z);

  /**
   * Writes {@code W^T z + b} into x.
   *
   * @param b one value for each feature or channel; or null
   */
  void applyTransposed(Operand z, INDArray b, INDArray x);

  /**
   * Writes {@code W x} into z, or only that part of it where a code of z's shape is not zero, and
   * zero elsewhere: enough for the gradient of a code of which some units were selected.
   */
  default void applyWhereNotZero(Operand x, Operand code, INDArray z) {
    apply(x, null, z);
  }

  /** The same of {@link #applyTransposed}. */
  default void applyTransposedWhereNotZero(Operand z, Operand code, INDArray x) {
    applyTransposed(z, null, x);
  }

  /**
   * Adds the gradient of the weights.
   *
   * @param x what the map was applied to
   * @param delta the gradient of {@code W x}
   */
  void weightGradient(Operand x, Operand delta, WeightGradient target);

  /**
   * Both gradients: what {@link #weightGradient} adds and {@link #applyTransposed} writes.
   *
   * @param x what the map was applied to
   * @param delta the gradient of {@code W x}
   * @param ofInput of x's shape, overwritten
   */
  default void gradients(Operand x, Operand delta, WeightGradient ofWeights, INDArray ofInput) {
    weightGradient(x, delta, ofWeights);
    applyTransposed(delta, null, ofInput);
  }

  /**
   * The squared norm of the weights that lead to each unit, one row: {@code [1, K]}, or {@code [1,
   * K, H, W]}.
   */
  INDArray squaredNorms(long[] inputShape);

  /**
   * Adds to the gradient of the weights what comes from that of the {@link #squaredNorms}.
   *
   * @param scale of what is added
   */
  void addGradientOfNorms(long[] inputShape, INDArray normGradient, double scale, INDArray target);
}
