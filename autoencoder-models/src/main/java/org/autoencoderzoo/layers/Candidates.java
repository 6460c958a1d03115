package org.autoencoderzoo.layers;

import org.nd4j.linalg.api.ndarray.INDArray;

/** What a {@link Selection} sees of one batch: the code to select from, and its own state. */
public interface Candidates {

  /** {@return {@code [N, K]} or {@code [N, K, H, W]}, row-major, not to be modified by a mask} */
  INDArray code();

  /**
   * {@return {@code [N, 1]}: 0 for examples that a mask leaves out, else 1; or null if all count}
   */
  INDArray exampleMask();

  /** {@return the number of examples that count} */
  double examples();

  /** {@return whether this is a training step; else the state stands still} */
  boolean training();

  /** {@return the epoch of training, from 0} */
  int epoch();

  /** {@return the steps of training so far} */
  int iteration();

  /**
   * {@return what the selection has learned, {@code [stateSize]}, of the network's type, not to be
   * modified; zeros at first}
   *
   * @throws IllegalStateException if {@link Selection#stateSize} is 0
   */
  INDArray state();

  /**
   * Replaces the state once this training step is complete. Until then, {@link #state} gives the
   * old one; a forward pass without a backward pass leaves it for good.
   *
   * @param state {@code [stateSize]}, copied
   * @throws IllegalStateException if this is no training step, or {@link Selection#stateSize} is 0
   * @throws IllegalArgumentException if it is null or of another length
   */
  void update(INDArray state);
}
