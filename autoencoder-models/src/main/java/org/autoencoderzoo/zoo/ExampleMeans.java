package org.autoencoderzoo.zoo;

import java.util.Arrays;
import java.util.Optional;
import org.autoencoderzoo.training.Batch;
import org.autoencoderzoo.training.Examples;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The mean of each column of examples, or of each channel of images, in double.
 *
 * @param ofInputs {@code [1, D]}
 * @param ofTargets {@code [1, D]}, of what their masks let count
 * @param advice what to say if each step of the weights changes the outputs by more than examples
 *     differ
 */
record ExampleMeans(INDArray ofInputs, INDArray ofTargets, Optional<String> advice) {

  /** A larger mean, as a multiple of the deviation, hides what differs from training in float. */
  private static final double LARGEST_MEAN = 100;

  static ExampleMeans of(Examples examples) {
    Sums inputs = new Sums();
    Sums targets = new Sums();
    examples.forEach(
        batch -> {
          if (targets.isEmpty() && hasOtherTargets(batch)) {
            targets.begin(batch.target().size(1));
            targets.add(inputs); // Those before were targets, too.
          }
          inputs.add(batch.input(), null);
          if (!targets.isEmpty()) {
            targets.add(batch.target(), batch.targetMask());
          }
        });
    return new ExampleMeans(
        inputs.mean(), targets.isEmpty() ? inputs.mean() : targets.mean(), inputs.advice());
  }

  private static boolean hasOtherTargets(Batch batch) {
    return !batch.isItsOwnTarget() || batch.targetMask() != null;
  }

  /** By column or channel; ND4J's sum over many floats loses digits. */
  private static final class Sums {

    private INDArray sum;
    private INDArray weights;
    private double squares;

    private void begin(long width) {
      if (sum == null) {
        sum = Nd4j.zeros(DataType.DOUBLE, 1, width);
        weights = sum.dup();
      }
    }

    void add(INDArray rows, INDArray mask) {
      begin(rows.size(1));
      // A copy, which is closed: memory outside of the heap would wait for a garbage collection.
      INDArray values = Nd4j.createUninitialized(DataType.DOUBLE, rows.shape()).assign(rows);
      if (mask == null) {
        weights.addi(rows.length() / rows.size(1));
      } else {
        INDArray counts = broadcast(mask, values);
        values.muli(counts);
        weights.addi(byColumn(counts));
        counts.close();
      }
      sum.addi(byColumn(values));
      squares += values.muli(values).sumNumber().doubleValue();
      values.close();
    }

    private static INDArray broadcast(INDArray mask, INDArray values) {
      INDArray counts = values.ulike();
      if (mask.equalShapes(values)) {
        return counts.assign(mask);
      }
      long[] onePerRow = values.shape().clone();
      Arrays.fill(onePerRow, 1, onePerRow.length, 1);
      return counts.assign(1).muli(mask.castTo(DataType.DOUBLE).reshape(onePerRow));
    }

    private INDArray byColumn(INDArray values) {
      int[] others = values.rank() == 2 ? new int[] {0} : new int[] {0, 2, 3};
      return values.sum(others).reshape(sum.shape());
    }

    void add(Sums others) {
      if (!others.isEmpty()) {
        sum.addi(others.sum);
        weights.addi(others.weights);
      }
    }

    boolean isEmpty() {
      return sum == null;
    }

    /** 0 where nothing counts. */
    INDArray mean() {
      return sum.div(Transforms.max(weights, Double.MIN_NORMAL));
    }

    Optional<String> advice() {
      double ofMean = mean().muli(mean()).muli(weights).sumNumber().doubleValue();
      return ofMean > LARGEST_MEAN * LARGEST_MEAN * (squares - ofMean)
          ? Optional.of(
              "The mean of the examples is more than 100 times as large as their deviation, so that"
                  + " little of what differs between them is learned: subtract the mean of each"
                  + " column, or channel, from all examples, also from those to encode later")
          : Optional.empty();
    }
  }
}
