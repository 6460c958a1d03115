package org.autoencoderzoo.internal.ops;

import java.util.Optional;
import java.util.function.Consumer;
import org.autoencoderzoo.internal.kernels.SparseGradient;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradient of a layer's weights, or of its bias, in one training step: what is added first
 * overwrites that of the step before. Where few units of a code are kept, it may leave out those of
 * which no example has one.
 */
public final class WeightGradient {

  private final INDArray array;
  private final boolean mayLeaveOut;
  private boolean isBegun;

  /** Of the units with a gradient; null if nothing is left out. */
  private SparseGradient sparse;

  /**
   * Begins the gradient of a step.
   *
   * @param array of the shape of the weights, without gaps
   * @param mayLeaveOut whether its reader asks for {@link #usedUnits}
   */
  public WeightGradient(INDArray array, boolean mayLeaveOut) {
    this.array = array;
    this.mayLeaveOut = mayLeaveOut;
  }

  /**
   * {@return the gradient of a step that left out some units}
   *
   * @param array of the shape of the weights, without gaps
   * @param isUsed whether the gradient of a unit was written, {@code [K]}
   */
  public static WeightGradient ofUnits(INDArray array, boolean[] isUsed) {
    WeightGradient gradient = new WeightGradient(array, true);
    gradient.isBegun = true;
    gradient.sparse = new SparseGradient(array, isUsed);
    return gradient;
  }

  /** {@return whether the gradient of a unit was written, if some are left out} */
  public Optional<boolean[]> usedUnits() {
    return sparse().map(SparseGradient::written);
  }

  /** {@return all of the gradient, in which from now on nothing is left out of what was added} */
  public INDArray dense() {
    if (sparse != null) {
      sparse.complete();
      sparse = null;
    }
    return array;
  }

  /** Something that is added. */
  interface Share {

    /**
     * Writes or adds.
     *
     * @param before what to multiply the array's entries by first: 0 or 1
     */
    void addTo(INDArray array, int before);
  }

  /** Adds a share of all units. */
  void add(Share share) {
    share.addTo(dense(), isBegun ? 1 : 0);
    isBegun = true;
  }

  /** Adds a share of some units, for an array in the host's memory; others are zero in it. */
  void addOfUnits(Consumer<SparseGradient> share) {
    boolean isDense = isBegun && sparse == null;
    SparseGradient units = sparse;
    if (units == null) {
      units = isDense ? SparseGradient.dense(array) : new SparseGradient(array);
    }
    share.accept(units);
    isBegun = true;
    sparse = isDense ? null : units;
    if (!mayLeaveOut) {
      dense();
    }
  }

  /**
   * Adds a share of all units.
   *
   * @param share of the array's shape, not modified
   */
  public void add(INDArray share) {
    add(
        (target, before) -> {
          if (before == 0) {
            target.assign(share);
          } else {
            target.addi(share);
          }
        });
  }

  /**
   * Adds the sum over the examples, and over the positions of a channel: the gradient of a bias.
   *
   * @param delta {@code [N, K]} or {@code [N, K, H, W]}, row-major, not modified
   */
  public void addSum(INDArray delta) {
    add(
        (target, before) -> {
          if (before == 0) {
            Ops.get().biasGradient(delta, target);
          } else {
            Ops.get().addBiasGradient(delta, target);
          }
        });
  }

  /** Ends the step: without any share, the gradient is zero. */
  public void complete() {
    if (!isBegun) {
      array.assign(0);
    }
  }

  /** The array itself, in which something may be left out. */
  INDArray array() {
    return array;
  }

  /** The units that are not left out; empty if all of the gradient is there. */
  Optional<SparseGradient> sparse() {
    return Optional.ofNullable(sparse);
  }
}
