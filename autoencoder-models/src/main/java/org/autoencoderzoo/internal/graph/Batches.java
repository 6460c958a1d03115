package org.autoencoderzoo.internal.graph;

import java.util.Arrays;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Applies a function to any number of examples, some at a time.
 *
 * @param from shape of one example that the function takes
 * @param to shape of one result
 */
public record Batches(long[] from, long[] to) {

  private static final int BATCH = 1024;

  /**
   * The results; examples and results may come in another shape of the same size.
   *
   * @param examples any number of them, not modified
   * @param function its results are new arrays
   * @return one result for each example
   */
  public INDArray map(INDArray examples, UnaryOperator<INDArray> function) {
    return map(examples, null, (batch, nothing) -> function.apply(batch));
  }

  /**
   * The results of pairs.
   *
   * @param examples any number of them, not modified
   * @param masks one for each, of the same shape, not modified; or null
   * @param function its results are new arrays
   * @return one result for each example
   */
  public INDArray map(INDArray examples, INDArray masks, BinaryOperator<INDArray> function) {
    long n = examples.size(0);
    if (n == 0) {
      return Nd4j.create(examples.dataType(), several(0, to));
    }
    if (n <= BATCH) {
      INDArray ofAll = masks == null ? null : shaped(masks, from);
      return shaped(function.apply(shaped(examples, from), ofAll), to);
    }
    INDArray results = Nd4j.createUninitialized(examples.dataType(), several(n, to), 'c');
    for (long first = 0; first < n; first += BATCH) {
      INDArrayIndex some = NDArrayIndex.interval(first, Math.min(n, first + BATCH));
      INDArray ofBatch = masks == null ? null : shaped(masks.get(some), from);
      INDArray batch = function.apply(shaped(examples.get(some), from), ofBatch);
      results.get(some).assign(shaped(batch, to));
      if (batch.closeable()) {
        batch.close(); // Memory outside of the heap would wait for a garbage collection.
      }
    }
    return results;
  }

  /**
   * {@return any number of examples in the given shape each, on the same memory if possible}
   *
   * @param examples of any shape of the same size
   * @param example shape of one
   */
  public static INDArray shaped(INDArray examples, long[] example) {
    long[] shape = several(examples.size(0), example);
    if (examples.ordering() == 'c' && Arrays.equals(examples.shape(), shape)) {
      return examples; // To make a view, ND4J takes as long as a small layer does for one row.
    }
    return examples.isEmpty()
        ? Nd4j.create(examples.dataType(), shape)
        : examples.reshape('c', shape);
  }

  private static long[] several(long n, long[] example) {
    return LongStream.concat(LongStream.of(n), LongStream.of(example)).toArray();
  }
}
