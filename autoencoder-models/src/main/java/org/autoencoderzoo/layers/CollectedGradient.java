package org.autoencoderzoo.layers;

import java.util.Optional;
import org.autoencoderzoo.internal.kernels.HostMemory;
import org.autoencoderzoo.internal.kernels.SparseGradient;
import org.autoencoderzoo.internal.kernels.SparseRows;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradient of a layer's weights, in one step: the first who adds to it overwrites that of the
 * step before. Where few units of a code are kept, it can leave out those of which no example has
 * one.
 */
final class CollectedGradient {

  private boolean leavesOut;
  private boolean isBegun;
  private SparseGradient sparse;

  /** Says whether who reads the gradient asks for {@link #sparse}. */
  void leaveOutUnused(boolean leavesOut) {
    this.leavesOut = leavesOut;
    sparse = null;
  }

  /** Whoever adds next is the first. */
  void end() {
    isBegun = false;
  }

  /** Whether something was added in this step. */
  boolean isBegun() {
    return isBegun;
  }

  /** The gradient, if it leaves out some of the units. */
  Optional<SparseGradient> sparse() {
    return Optional.ofNullable(sparse);
  }

  /** Adds what {@code delta}, the gradient of {@code W x}, sends to an array of all weights. */
  void add(LinearMap map, INDArray x, INDArray delta, INDArray array) {
    begin(array);
    if (sparse == null || !map.addWeightGradient(x, delta, sparse)) {
      map.weightGradient(x, delta, whole(array), isBegun);
    }
    isBegun = true;
  }

  /** The same where delta is mostly zero, of a map that is a matrix by columns. */
  void add(INDArray x, SparseRows delta, INDArray array) {
    begin(array);
    if (sparse == null) {
      delta.transposedTimes(x, array, isBegun);
    } else {
      delta.addTransposedTimes(x, sparse);
    }
    isBegun = true;
  }

  private void begin(INDArray array) {
    if (!isBegun) {
      boolean isSparse = leavesOut && array.rank() == 2 && HostMemory.holds(array);
      sparse = isSparse ? new SparseGradient(array) : null;
    }
  }

  /** An array of all weights, in which from now on nothing is left out of what was added. */
  INDArray whole(INDArray array) {
    if (isBegun && sparse != null) {
      sparse.complete();
    }
    sparse = null;
    return array;
  }
}
