package org.autoencoderzoo.penalties;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.autoencoderzoo.internal.kernels.Elementwise;
import org.autoencoderzoo.internal.kernels.HostMemory;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Sums that keep their digits: ND4J adds up the whole of a float array in float. */
final class Sums {

  private Sums() {}

  /** Over examples: one row. */
  static INDArray overExamples(INDArray perExample) {
    return perExample.sum(true, 0);
  }

  /** Of the squares, over examples: one row. */
  static INDArray ofSquaresOverExamples(INDArray perExample) {
    long[] row = perExample.shape().clone();
    row[0] = 1;
    return byKernel(perExample, row, Elementwise::sumOfSquaresOfChannels)
        .orElseGet(() -> overExamples(perExample.mul(perExample)));
  }

  /** Over examples and positions, {@code [1, K]} or {@code [1, K, 1, 1]}. */
  static INDArray ofChannels(INDArray perExample) {
    long[] row = new long[perExample.rank()];
    Arrays.fill(row, 1);
    row[1] = perExample.size(1);
    return byKernel(perExample, row, Elementwise::sumOfChannels)
        .orElseGet(
            () -> row.length == 2 ? overExamples(perExample) : perExample.sum(true, 0, 2, 3));
  }

  private static Optional<INDArray> byKernel(
      INDArray perExample, long[] shape, BiConsumer<INDArray, INDArray> kernel) {
    if (perExample.ordering() != 'c' || !HostMemory.holds(perExample)) {
      return Optional.empty();
    }
    INDArray sums = Nd4j.createUninitialized(perExample.dataType(), shape, 'c');
    kernel.accept(perExample, sums);
    return Optional.of(sums);
  }

  /** Over everything: by column, then in double. */
  static double of(INDArray perExample) {
    return Arrays.stream(doubles(overExamples(perExample))).sum();
  }

  /** The inner product of two rows. */
  static double ofProducts(INDArray row, INDArray other) {
    double[] a = doubles(row);
    double[] b = doubles(other);
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** What a row has for each unit, on the host: ND4J's own operations on so few take longer. */
  static double[] doubles(INDArray row) {
    return row.reshape(row.length()).toDoubleVector();
  }
}
