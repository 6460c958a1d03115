package org.autoencoderzoo.training;

import java.util.SplittableRandom;
import org.autoencoderzoo.internal.ops.Ops;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Rows in memory in a shuffled order. All batches of a size use the same memory. */
final class ShuffledRows implements EpochRows {

  private Batch all;
  private int[] order = {};
  private int next;
  private Batch batch;

  /** The seed of an epoch's order: what {@link #shuffle} is given depends on nothing else. */
  static long seed(long seed, int epoch) {
    return seed * 1_000_003 + epoch;
  }

  /**
   * Shuffles rows (Fisher and Yates): the order depends on the seed and on how many there are.
   *
   * @param rows of the shape and type of those before, if there were some; not modified
   * @param first of the order to begin with
   */
  void shuffle(Batch rows, long seed, int first) {
    all = rows;
    next = first;
    int size = Math.toIntExact(rows.size());
    if (order.length != size) {
      order = new int[size];
    }
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
  }

  boolean isAtEnd() {
    return next == order.length;
  }

  @Override
  public Batch next(int rows) {
    if (batch == null || batch.size() != rows || !hasTheArraysOf(all)) {
      batch = uninitialized(rows);
    }
    gather(all.input(), batch.input());
    if (!all.isItsOwnTarget()) {
      gather(all.target(), batch.target());
    }
    gather(all.inputMask(), batch.inputMask());
    gather(all.targetMask(), batch.targetMask());
    next += rows;
    return batch;
  }

  private boolean hasTheArraysOf(Batch rows) {
    return batch.isItsOwnTarget() == rows.isItsOwnTarget()
        && (batch.inputMask() == null) == (rows.inputMask() == null)
        && (batch.targetMask() == null) == (rows.targetMask() == null);
  }

  private Batch uninitialized(int rows) {
    INDArray input = uninitialized(all.input(), rows);
    return new Batch(
        input,
        all.isItsOwnTarget() ? input : uninitialized(all.target(), rows),
        uninitialized(all.inputMask(), rows),
        uninitialized(all.targetMask(), rows));
  }

  private static INDArray uninitialized(INDArray all, int rows) {
    if (all == null) {
      return null;
    }
    long[] shape = all.shape().clone();
    shape[0] = rows;
    return Nd4j.createUninitialized(all.dataType(), shape, 'c');
  }

  private void gather(INDArray from, INDArray to) {
    if (from != null) {
      Ops.get().gather(from, order, next, to);
    }
  }

  @Override
  public void close() {
    // The rows are somebody else's.
  }
}
