package org.autoencoderzoo.layers;

import org.autoencoderzoo.internal.kernels.SparseGradient;
import org.autoencoderzoo.internal.kernels.SparseRows;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The linear part {@code z = W x} of a layer: a matrix or a convolution. All arrays are row-major,
 * with a first dimension of N examples.
 */
interface LinearMap {

  /** The shape of {@code W x} for inputs of a shape. */
  long[] outputShape(long[] inputShape);

  /** Tells what a code is in compressed rows, so that nobody has to look for what is not zero. */
  default void knows(INDArray code, SparseRows rows) {}

  /** Writes {@code W x} into z. */
  void apply(INDArray x, INDArray z);

  /** Writes {@code W x + b} into z, b one value for each unit or channel. */
  default void apply(INDArray x, INDArray b, INDArray z) {
    apply(x, z);
    Bias.add(z, b);
  }

  /** Writes {@code W^T z} into x. */
  void applyTransposed(INDArray z, INDArray x);

  /** Writes {@code W^T z + b} into x, b one value for each feature or channel. */
  default void applyTransposed(INDArray z, INDArray b, INDArray x) {
    applyTransposed(z, x);
    Bias.add(x, b);
  }

  /**
   * Writes {@code W x} into z, or only that part of it where a code of z's shape is not zero, and
   * zero elsewhere: enough for the gradient of a code of which some units were selected.
   */
  default void applyWhereNotZero(INDArray x, INDArray code, INDArray z) {
    apply(x, z);
  }

  /** The same of {@link #applyTransposed}. */
  default void applyTransposedWhereNotZero(INDArray z, INDArray code, INDArray x) {
    applyTransposed(z, x);
  }

  /**
   * Writes the gradient of the weights into target, or adds it there.
   *
   * @param x what the map was applied to
   * @param delta the gradient of {@code W x}
   */
  void weightGradient(INDArray x, INDArray delta, INDArray target, boolean adds);

  /**
   * Adds the gradient of the weights for the units that are not zero, if they are few.
   *
   * @param x what the map was applied to
   * @param delta the gradient of {@code W x}
   * @return whether it did
   */
  default boolean addWeightGradient(INDArray x, INDArray delta, SparseGradient target) {
    return false;
  }

  /**
   * Both gradients: what {@link #weightGradient} and {@link #applyTransposed} write.
   *
   * @param x what the map was applied to
   * @param delta the gradient of {@code W x}
   * @param ofWeights overwritten, or added to
   * @param ofInput of x's shape, overwritten
   */
  default void gradients(
      INDArray x, INDArray delta, INDArray ofWeights, boolean adds, INDArray ofInput) {
    weightGradient(x, delta, ofWeights, adds);
    applyTransposed(delta, ofInput);
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
