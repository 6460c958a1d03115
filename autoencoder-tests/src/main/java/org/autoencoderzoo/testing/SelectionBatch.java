package org.autoencoderzoo.testing;

import org.autoencoderzoo.layers.Candidates;
import org.autoencoderzoo.layers.Selection;
import org.autoencoderzoo.settings.Arguments;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A batch to call a selection with, without a layer: {@code
 * selection.mask(SelectionBatch.ofTraining(selection, code))}.
 */
public final class SelectionBatch implements Candidates {

  private final Selection selection;
  private final INDArray code;
  private final boolean training;
  private INDArray exampleMask;
  private int epoch;
  private INDArray state;
  private INDArray updated;

  private SelectionBatch(Selection selection, INDArray code, boolean training) {
    Arguments.given("selection", selection);
    Arguments.given("code", code);
    this.selection = selection;
    this.code = code;
    this.training = training;
    this.state = Nd4j.zeros(code.dataType(), selection.stateSize(code.size(1)));
    this.updated = state;
  }

  /**
   * {@return the batch of a step of training, in epoch 0, with the state of a new layer}
   *
   * @param selection that will see it
   * @param code {@code [N, K]} or {@code [N, K, H, W]}, row-major
   * @throws IllegalArgumentException if either is null
   */
  public static SelectionBatch ofTraining(Selection selection, INDArray code) {
    return new SelectionBatch(selection, code, true);
  }

  /**
   * {@return a batch at inference, in epoch 0, with the state of a new layer}
   *
   * @param selection that will see it
   * @param code {@code [N, K]} or {@code [N, K, H, W]}, row-major
   * @throws IllegalArgumentException if either is null
   */
  public static SelectionBatch ofInference(Selection selection, INDArray code) {
    return new SelectionBatch(selection, code, false);
  }

  /**
   * Leaves some examples out.
   *
   * @param mask {@code [N, 1]}, 1 for the examples that count, else 0; or null for all
   * @return this batch
   */
  public SelectionBatch masked(INDArray mask) {
    exampleMask = mask;
    return this;
  }

  /**
   * Sets the epoch.
   *
   * @param number from 0
   * @return this batch
   */
  public SelectionBatch inEpoch(int number) {
    epoch = number;
    return this;
  }

  /**
   * Sets what the selection has learned.
   *
   * @param learned of {@link Selection#stateSize}
   * @return this batch
   * @throws IllegalArgumentException if it is null or of another length
   */
  public SelectionBatch withState(INDArray learned) {
    Arguments.given("state", learned);
    Arguments.require(
        learned.length() == state.length(), "length of the state", learned.length(), "stateSize");
    state = learned;
    updated = learned;
    return this;
  }

  /** {@return the state after the step: what the selection gave to {@link #update}, if it did} */
  public INDArray updated() {
    return updated;
  }

  @Override
  public INDArray code() {
    return code;
  }

  @Override
  public INDArray exampleMask() {
    return exampleMask;
  }

  @Override
  public double examples() {
    return exampleMask == null ? code.size(0) : exampleMask.sumNumber().doubleValue();
  }

  @Override
  public boolean training() {
    return training;
  }

  @Override
  public int epoch() {
    return epoch;
  }

  @Override
  public int iteration() {
    return epoch;
  }

  @Override
  public INDArray state() {
    requireState();
    return state;
  }

  @Override
  public void update(INDArray next) {
    requireState();
    if (!training) {
      throw new IllegalStateException(selection + " changes its state at inference");
    }
    Arguments.given("state", next);
    Arguments.require(
        next.length() == state.length(), "length of the new state", next.length(), "stateSize");
    updated = next.dup();
  }

  private void requireState() {
    if (state.length() == 0) {
      throw new IllegalStateException(selection + " has no state: its stateSize is 0");
    }
  }
}
