package org.autoencoderzoo.layers;

import java.util.Arrays;
import java.util.function.Consumer;
import org.autoencoderzoo.settings.Arguments;
import org.deeplearning4j.nn.layers.AbstractLayer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The code of a layer in one forward pass, as one of its selections sees it.
 *
 * @param learned the state of the selection; null if it has none
 * @param learning takes a new state
 */
record LayerCandidates(
    Selection selection,
    AbstractLayer<?> layer,
    INDArray code,
    boolean training,
    INDArray learned,
    Consumer<INDArray> learning)
    implements Candidates {

  @Override
  public INDArray exampleMask() {
    return layer.getMaskArray();
  }

  @Override
  public double examples() {
    INDArray mask = exampleMask();
    return mask == null ? code.size(0) : mask.sumNumber().doubleValue();
  }

  @Override
  public int epoch() {
    return layer.getEpochCount();
  }

  @Override
  public int iteration() {
    return layer.getIterationCount();
  }

  @Override
  public INDArray state() {
    requireState();
    return learned;
  }

  @Override
  public void update(INDArray state) {
    requireState();
    if (!training) {
      throw new IllegalStateException(
          selection + " changes its state at inference; call update() if training() only");
    }
    Arguments.given("state", state);
    Arguments.require(
        state.length() == learned.length(),
        "the new state of " + selection,
        "of shape " + Arrays.toString(state.shape()),
        "[" + learned.length() + "], its stateSize()");
    learning.accept(state);
  }

  private void requireState() {
    if (learned == null) {
      throw new IllegalStateException(
          selection + " has no state; override stateSize() to say how many numbers it learns");
    }
  }
}
