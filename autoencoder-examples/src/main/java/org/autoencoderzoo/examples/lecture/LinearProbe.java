package org.autoencoderzoo.examples.lecture;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.autoencoderzoo.datasets.TrainTest;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * How well logistic regression tells the classes by some features: shares of images that it gets
 * wrong.
 *
 * @param heldOut of a quarter of the few labels, after training on the others
 * @param few of the test images, after training on few labels
 * @param all of the test images, after training on all labels
 */
record LinearProbe(double heldOut, double few, double all) {

  /** For few labels, chosen on those held out. */
  private static final double[] WEIGHT_DECAYS = {0.001, 0.01, 0.1};

  private static final double ALL_WEIGHT_DECAY = 1e-5;
  private static final int FEW_STEPS = 300;

  /**
   * Trains and tests.
   *
   * @param features of images {@code [N, D]}, a row each
   * @param few labels, the first of the training set
   * @param allSteps of training on all labels
   * @param seed of the weights at the start
   */
  static LinearProbe of(
      TrainTest images, UnaryOperator<INDArray> features, int few, int allSteps, long seed) {
    INDArray train = features.apply(images.train().images());
    int[] labels = images.train().labels();
    int kept = few * 3 / 4;
    INDArray others = train.get(NDArrayIndex.interval(kept, few));
    double decay = 0;
    double heldOut = Double.POSITIVE_INFINITY;
    for (double candidate : WEIGHT_DECAYS) {
      double error =
          regression(train, labels, kept, candidate, FEW_STEPS, seed)
              .error(others, Arrays.copyOfRange(labels, kept, few));
      if (error < heldOut) {
        heldOut = error;
        decay = candidate;
      }
    }
    INDArray test = features.apply(images.test().images());
    int[] classes = images.test().labels();
    return new LinearProbe(
        heldOut,
        regression(train, labels, few, decay, FEW_STEPS, seed).error(test, classes),
        regression(train, labels, labels.length, ALL_WEIGHT_DECAY, allSteps, seed)
            .error(test, classes));
  }

  private static SoftmaxRegression regression(
      INDArray features, int[] labels, int n, double decay, int steps, long seed) {
    INDArray rows = features.get(NDArrayIndex.interval(0, n));
    return new SoftmaxRegression(rows, Arrays.copyOf(labels, n), decay, steps, seed);
  }
}
