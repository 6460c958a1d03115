package org.autoencoderzoo.evaluation;

import java.util.stream.IntStream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.settings.Arguments;
import org.autoencoderzoo.settings.InputCheck;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Examples to measure a model on, and how much each of their values counts. An example counts as
 * its value that counts most. All sums run in double: a sum over millions of floats in ND4J loses
 * its last digits, or its first.
 *
 * @param x {@code [N, D]} or {@code [N, C, H, W]}
 * @param mask of the same shape, 0 where a value is missing; null if all count once
 */
record MeasuredExamples(INDArray x, INDArray mask) {

  private static final int BATCH = 1024;

  /** Of a difference of sums in double: less, beside the sums, is no difference. */
  private static final double ROUNDING = 1e-12;

  /**
   * Examples that a model can read, without those of which nothing is there.
   *
   * @throws IllegalArgumentException if none is left, or one argument does not fit the other
   */
  static MeasuredExamples of(Autoencoder autoencoder, INDArray test, INDArray mask) {
    DataType type = autoencoder.network().params().dataType();
    InputCheck.shape("examples", test, autoencoder.inputShape());
    InputCheck.notEmpty("x", test);
    INDArray x = InputCheck.finite("examples", test, type);
    if (mask == null) {
      return new MeasuredExamples(x, null);
    }
    InputCheck.shape("weights of the mask", mask, autoencoder.inputShape());
    Arguments.check(
        mask.size(0) == x.size(0),
        "The mask has %d rows, but there are %d examples",
        mask.size(0),
        x.size(0));
    MeasuredExamples all =
        new MeasuredExamples(x, InputCheck.notNegative("weights of the mask", mask, type));
    double[] counts = all.counts().toDoubleVector();
    int[] counted = IntStream.range(0, counts.length).filter(n -> counts[n] > 0).toArray();
    Arguments.check(counted.length > 0, "All values of the examples are missing");
    return counted.length == counts.length
        ? all
        : new MeasuredExamples(rows(x, counted), rows(all.mask, counted));
  }

  private static INDArray rows(INDArray x, int[] rows) {
    long[] shape = x.shape().clone();
    shape[0] = rows.length;
    return Nd4j.pullRows(flat(x), 1, rows).reshape('c', shape);
  }

  /** Some of them, on the same memory. */
  MeasuredExamples rows(long from, int rows) {
    var some = NDArrayIndex.interval(from, Math.min(x.size(0), from + rows));
    return new MeasuredExamples(x.get(some), mask == null ? null : mask.get(some));
  }

  /** As rows {@code [N, D]}. */
  MeasuredExamples flat() {
    return new MeasuredExamples(flat(x), mask == null ? null : flat(mask));
  }

  /** How much each example counts, {@code [N, 1]}. */
  INDArray counts() {
    return mask == null
        ? Nd4j.ones(DataType.DOUBLE, x.size(0), 1)
        : flat(mask).castTo(DataType.DOUBLE).max(true, 1);
  }

  /** What they count together. */
  double count() {
    return mask == null ? x.size(0) : counts().sumNumber().doubleValue();
  }

  /** The sum of a figure of each example, {@code [N, ...]}, in double, modified. */
  double sum(INDArray figures) {
    INDArray flat = figures.reshape('c', x.size(0), -1);
    return (mask == null ? flat : flat.muliColumnVector(counts())).sumNumber().doubleValue();
  }

  /** {@code sum ||x - y||^2} over the values that are there. */
  double squaredDistance(INDArray y) {
    INDArray error = y.castTo(DataType.DOUBLE).sub(x.castTo(DataType.DOUBLE));
    return weighted(error.muli(error)).sumNumber().doubleValue();
  }

  /** {@code sum ||x - mean||^2} over the values that are there; 0 if that is rounding. */
  double squaredDistanceToMean() {
    INDArray sums = Nd4j.zeros(DataType.DOUBLE, flat(x).size(1));
    INDArray counts = sums.dup();
    double squares = 0;
    for (long from = 0; from < x.size(0); from += BATCH) {
      MeasuredExamples some = rows(from, BATCH).flat();
      INDArray block = some.x.castTo(DataType.DOUBLE);
      INDArray weights = some.weighted(Nd4j.ones(DataType.DOUBLE, block.shape()));
      counts.addi(weights.sum(0));
      sums.addi(weights.muli(block).sum(0));
      squares += weights.muli(block).sumNumber().doubleValue();
    }
    INDArray ofMeans = sums.mul(sums).divi(Transforms.max(counts, Double.MIN_NORMAL));
    double distance = squares - ofMeans.sumNumber().doubleValue();
    return distance > ROUNDING * squares ? distance : 0;
  }

  private INDArray weighted(INDArray values) {
    return mask == null ? values : values.muli(mask.castTo(DataType.DOUBLE));
  }

  static INDArray flat(INDArray x) {
    return x.reshape('c', x.size(0), -1);
  }
}
