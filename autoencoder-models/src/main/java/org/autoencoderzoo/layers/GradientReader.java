package org.autoencoderzoo.layers;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Reads the gradient of a layer's weights when the layer's backward pass ends, without that of the
 * units that no example used, which is zero: after a selection, most of it.
 */
@FunctionalInterface
public interface GradientReader {

  /**
   * Reads a gradient.
   *
   * @param gradient of weights of which each unit has a vector in one piece: a column of {@code [D,
   *     K]} in column-major order, or a row of {@code [K, D]} in row-major order
   * @param isUsed whether the gradient of a unit was written, {@code [K]}; the memory of the others
   *     may hold anything
   */
  void read(INDArray gradient, boolean[] isUsed);
}
