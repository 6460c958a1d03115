package org.autoencoderzoo.training;

import java.util.SplittableRandom;
import org.autoencoderzoo.internal.ops.Ops;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The training rows in the order of an epoch. All batches of a size use the same memory. */
final class ShuffledRows {

  private final INDArray x;
  private final int[] order;
  private INDArray batch;

  /**
   * Shuffles rows (Fisher and Yates): the order depends on seed and epoch alone.
   *
   * @param x examples {@code [N, ...]}, not modified
   */
  ShuffledRows(INDArray x, long seed, int epoch) {
    this.x = x;
    this.order = new int[Math.toIntExact(x.size(0))];
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + epoch);
    for (int i = 0; i < order.length; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
  }

  /**
   * Some of the rows.
   *
   * @return row-major; overwritten by the next call
   */
  INDArray batch(int from, int to) {
    if (batch == null || batch.size(0) != to - from) {
      batch = Nd4j.createUninitialized(x.dataType(), shape(from, to), 'c');
    }
    Ops.get().gather(x, order, from, batch);
    return batch;
  }

  private long[] shape(int from, int to) {
    long[] shape = x.shape().clone();
    shape[0] = to - from;
    return shape;
  }
}
