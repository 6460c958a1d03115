package org.autoencoderzoo.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.autoencoderzoo.settings.Arguments;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.layers.AbstractLayer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Applies the selections of a layer, and holds what they learn in a forward pass until the backward
 * pass that makes it a training step. What they have learned is a parameter of the layer, {@link
 * StateInitializer}, in which the parts of the selections follow each other.
 */
final class SelectionState {

  /** Outside of all workspaces; null before the first step that learns something. */
  private INDArray next;

  private boolean isChanged;

  /**
   * How many numbers the selections of a layer learn.
   *
   * @param units of an example; of a convolution, its channels
   * @throws IllegalArgumentException if a selection says that it is less than none
   */
  static long size(List<Selection> selections, long units) {
    long sum = 0;
    for (Selection selection : selections) {
      sum += size(selection, units);
    }
    return sum;
  }

  /**
   * {@return the initializer of a layer with selections}
   *
   * @param layers what the layer has without them
   * @param selections of the layer
   * @param units of an example, or channels of a convolution; less than 1 if not known yet
   */
  static ParamInitializer initializer(
      ParamInitializer layers, List<Selection> selections, long units) {
    return size(selections, Math.max(1, units)) == 0
        ? layers
        : new StateInitializer(layers, selections, units);
  }

  private static long size(Selection selection, long units) {
    long size = selection.stateSize(units);
    if (size < 0) {
      throw new IllegalArgumentException(
          "The stateSize of " + selection + " is " + size + ", must be at least 0");
    }
    return size;
  }

  /**
   * What of a state {@link Selection#afterTraining} leaves.
   *
   * @param selections in training
   * @param units of an example; of a convolution, its channels
   * @param state of all of them
   * @return that of the selections that are left; null if they have none
   * @throws IllegalArgumentException if the state of one would change its size
   */
  static INDArray afterTraining(List<Selection> selections, long units, INDArray state) {
    List<INDArray> kept = new ArrayList<>();
    long start = 0;
    for (Selection selection : selections) {
      long size = size(selection, units);
      if (size > 0 && selection.afterTraining().isPresent()) {
        long after = size(selection.afterTraining().get(), units);
        Arguments.require(
            after == size, "stateSize after training of " + selection, after, "as before, " + size);
        kept.add(part(state, start, size));
      }
      start += size;
    }
    return kept.isEmpty() ? null : Nd4j.concat(0, kept.toArray(INDArray[]::new));
  }

  private static INDArray part(INDArray state, long start, long size) {
    return state.get(NDArrayIndex.interval(start, start + size));
  }

  /**
   * Sets the units that are not kept to zero, in place.
   *
   * @param selections of the layer, one after the other
   * @param units of an example; of a convolution, its channels
   * @param layer whose code it is
   * @param derivative in which the same units are set to zero; or null
   */
  void apply(
      List<Selection> selections,
      long units,
      AbstractLayer<?> layer,
      INDArray code,
      INDArray derivative,
      boolean training) {
    isChanged = false;
    long start = 0;
    for (Selection selection : selections) {
      long size = size(selection, units);
      INDArray learned = null;
      Consumer<INDArray> learning = null;
      if (size > 0) {
        INDArray parameter = layer.getParam(Selection.STATE_KEY);
        long from = start;
        learned = part(parameter, from, size);
        learning = state -> part(next(parameter), from, size).assign(state.reshape(size));
      }
      selection.apply(
          new LayerCandidates(selection, layer, code, training, learned, learning), derivative);
      start += size;
    }
  }

  /** The state after this step, which begins as a copy of that before. */
  private INDArray next(INDArray parameter) {
    if (!isChanged) {
      if (next == null) {
        next = Nd4j.createUninitializedDetached(parameter.dataType(), parameter.length());
      }
      next.assign(parameter);
      isChanged = true;
    }
    return next;
  }

  /** Lets the layer have what the selections learned in the last forward pass. */
  void keep(AbstractLayer<?> layer) {
    if (isChanged) {
      layer.getParam(Selection.STATE_KEY).assign(next);
      isChanged = false;
    }
  }

  /**
   * The code of a layer in one forward pass, as one of its selections sees it.
   *
   * @param learned the state of the selection; null if it has none
   * @param learning takes a new state
   */
  private record LayerCandidates(
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
}
