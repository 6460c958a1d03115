package org.autoencoderzoo.anomaly;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.autoencoderzoo.training.Batch;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Rows to learn from, and some of them.
 *
 * @param batch of rows that are their own targets
 */
record RowSample(Batch batch) {

  int size() {
    return Math.toIntExact(batch.size());
  }

  /** Copies of some rows. */
  RowSample some(int... rows) {
    INDArray x = some(batch.input(), rows);
    return new RowSample(
        new Batch(x, x, null, batch.targetMask() == null ? null : some(batch.targetMask(), rows)));
  }

  private static INDArray some(INDArray all, int... rows) {
    long[] shape = all.shape().clone();
    shape[0] = rows.length;
    return Nd4j.pullRows(all.reshape('c', all.size(0), -1), 1, rows).reshape(shape);
  }

  /** All row numbers in a random order. */
  int[] shuffled(long seed) {
    double[] keys = new Random(seed).doubles(size()).toArray();
    return lowest(keys, size(), Comparator.comparingDouble(i -> keys[i]));
  }

  /** The numbers of the rows of the lowest scores, rising; of equal ones, the first. */
  static int[] lowest(double[] scores, int count) {
    int[] lowest = lowest(scores, count, Comparator.comparingDouble(i -> scores[i]));
    return IntStream.of(lowest).sorted().toArray();
  }

  private static int[] lowest(double[] keys, int count, Comparator<Integer> order) {
    return IntStream.range(0, keys.length)
        .boxed()
        .sorted(order)
        .limit(count)
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
