package org.autoencoderzoo.evaluation;

import java.util.EnumMap;
import java.util.Map;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.corruption.AdditiveGaussianNoise;
import org.autoencoderzoo.corruption.MaskingNoise;
import org.autoencoderzoo.linear.Pca;
import org.autoencoderzoo.losses.BernoulliCrossEntropy;
import org.autoencoderzoo.settings.Arguments;
import org.autoencoderzoo.settings.InputCheck;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Measures an autoencoder on examples that it was not trained on. All sums run in double: a sum
 * over millions of floats in ND4J loses its last digits, or its first.
 */
public final class ReconstructionEvaluation {

  /** Fraction of the features that are set to zero for the denoising error. */
  static final double MASKED = 0.25;

  /** Deviation of the noise under which the change of the Jacobian is measured. */
  static final double SIGMA = 0.1;

  /** Of a difference of sums in double: less, beside the sums, is no difference. */
  private static final double ROUNDING = 1e-12;

  private static final int BATCH = 1024;

  /** Masked features are the usual noise, under which every model is measured. */
  private static final Restoration MASKED_FEATURES =
      new Restoration(new MaskingNoise(MASKED, Restoration.SEED));

  private final ComputationGraph network;
  private final String preActivation;
  private final IActivation output;

  private double squaredError;
  private double denoisingError;
  private double crossEntropy;
  private double active;
  private double saturated;
  private double codeSum;
  private boolean codesInUnitInterval = true;
  private INDArray largest;

  private ReconstructionEvaluation(ComputationGraph network) {
    this.network = network;
    this.preActivation =
        network.getConfiguration().getVertexInputs().get(Autoencoder.RECONSTRUCTION).get(0);
    this.output =
        ((BaseLayer) network.getLayer(Autoencoder.RECONSTRUCTION).conf().getLayer())
            .getActivationFn();
  }

  /**
   * Measures every figure but PCA's.
   *
   * @param autoencoder to measure
   * @param test examples {@code [N, D]} or {@code [N, C, H, W]}, N at least 1, not modified
   * @return the figures, all of them finite; cross-entropy, saturation and the Jacobian's are left
   *     out where they have no meaning for this model, the unexplained variance where the examples
   *     are all the same
   * @throws ArithmeticException if a figure is not finite
   * @throws IllegalArgumentException if test is empty, has another shape than the network reads, or
   *     holds a value that has no meaning for the model
   */
  public static Map<Metric, Double> of(Autoencoder autoencoder, INDArray test) {
    Arguments.given("autoencoder", autoencoder);
    Map<Metric, Double> metrics = new EnumMap<>(Metric.class);
    metrics.put(Metric.SCORE, autoencoder.score(test));
    INDArray typed = typed(autoencoder, test);
    new ReconstructionEvaluation(autoencoder.network()).measure(typed, metrics);
    EncoderJacobian.of(autoencoder)
        .ifPresent(
            jacobian -> measure(jacobian, rows(typed, 0, jacobian.affordableExamples()), metrics));
    metrics.forEach(ReconstructionEvaluation::requireFinite);
    return metrics;
  }

  /**
   * Measures every figure, with those of PCA to compare with.
   *
   * @param autoencoder to measure
   * @param pca fitted on the training examples with {@link #pcaCodeSize} components
   * @param test examples {@code [N, D]} or {@code [N, C, H, W]}, N at least 1, not modified
   * @return the figures, as {@link #of(Autoencoder, INDArray)} gives them, and PCA's, which are
   *     left out where they are no yardstick: with as many components as features, or beside a
   *     sparse code
   * @throws ArithmeticException if a figure is not finite
   * @throws IllegalArgumentException if test is empty, has another shape than the network reads or
   *     than PCA was fitted on, or holds a value that has no meaning for the model
   */
  public static Map<Metric, Double> of(Autoencoder autoencoder, Pca pca, INDArray test) {
    Arguments.given("pca", pca);
    Map<Metric, Double> metrics = of(autoencoder, test);
    INDArray x = flat(typed(autoencoder, test));
    if (isYardstick(pca, metrics, x.size(1))) {
      metrics.put(Metric.PCA_SQUARED_ERROR, mean(pca.reconstructionError(x)));
      metrics.put(Metric.PCA_DENOISING_ERROR, MASKED_FEATURES.error(pca, x));
    }
    metrics.forEach(ReconstructionEvaluation::requireFinite);
    return metrics;
  }

  private static INDArray typed(Autoencoder autoencoder, INDArray test) {
    return InputCheck.finite("examples", test, autoencoder.network().params().dataType());
  }

  private static void requireFinite(Metric metric, double value) {
    if (!Double.isFinite(value)) {
      throw new ArithmeticException(
          metric.key()
              + " is "
              + value
              + " on the test examples: check the data for extreme values, or train the model with a"
              + " lower learning rate");
    }
  }

  /**
   * PCA with as many components as features copies its input, and beside a sparse code it has the
   * use of all numbers where the model has few.
   */
  private static boolean isYardstick(Pca pca, Map<Metric, Double> metrics, long features) {
    return pca.codeSize() < features
        && metrics.get(Metric.ACTIVE_UNITS) > metrics.get(Metric.CODE_SIZE) / 2;
  }

  /**
   * The number of components that PCA takes beside an autoencoder: its code size, or as many as
   * there are.
   *
   * @param autoencoder to compare with
   * @param train the examples that PCA is fitted on
   * @return the number of components
   * @throws IllegalArgumentException if an argument is null, or there are no examples
   */
  public static int pcaCodeSize(Autoencoder autoencoder, INDArray train) {
    Arguments.given("autoencoder", autoencoder);
    InputCheck.notEmpty("train", train);
    return (int) Math.min(autoencoder.codeSize(), Math.min(train.size(0), autoencoder.inputSize()));
  }

  private static void measure(EncoderJacobian jacobian, INDArray x, Map<Metric, Double> metrics) {
    INDArray moved =
        new Restoration(new AdditiveGaussianNoise(SIGMA, Restoration.SEED)).corrupted(x);
    metrics.put(Metric.JACOBIAN_NORM, mean(jacobian.norms(x)));
    metrics.put(Metric.JACOBIAN_CHANGE, mean(jacobian.changes(x, moved)));
  }

  private void measure(INDArray test, Map<Metric, Double> metrics) {
    long n = test.size(0);
    for (long from = 0; from < n; from += BATCH) {
      INDArray x = rows(test, from, BATCH);
      add(x);
      INDArray masked = MASKED_FEATURES.corrupted(x, from / BATCH);
      denoisingError += squaredDistance(network.outputSingle(false, masked), x);
    }
    long units = largest.length();
    metrics.put(Metric.SQUARED_ERROR, squaredError / n);
    if (output instanceof ActivationSigmoid) {
      metrics.put(Metric.CROSS_ENTROPY, crossEntropy / n);
    }
    double variance = squaredDistanceToMean(flat(test));
    if (variance > 0) {
      metrics.put(Metric.FVU, squaredError / variance);
    }
    metrics.put(Metric.DENOISING_ERROR, denoisingError / n);
    metrics.put(Metric.CODE_SIZE, (double) units);
    metrics.put(Metric.ACTIVE_UNITS, active / n);
    metrics.put(Metric.DEAD_UNITS, largest.eq(0).castTo(DataType.DOUBLE).sumNumber().doubleValue());
    metrics.put(Metric.MEAN_ACTIVATION, codeSum / n / units);
    if (codesInUnitInterval) {
      metrics.put(Metric.SATURATION, saturated / n / units);
    }
  }

  private void add(INDArray x) {
    Map<String, INDArray> activations = network.feedForward(x, false);
    addCodes(flat(activations.get(Autoencoder.CODE)).castTo(DataType.DOUBLE));
    INDArray z = activations.get(preActivation);
    if (output instanceof ActivationSigmoid) {
      crossEntropy += new BernoulliCrossEntropy().computeScore(x, z, output, null, false);
    }
    squaredError += squaredDistance(activations.get(Autoencoder.RECONSTRUCTION), x);
  }

  private void addCodes(INDArray codes) {
    active += codes.neq(0).castTo(DataType.DOUBLE).sumNumber().doubleValue();
    codeSum += codes.sumNumber().doubleValue();
    INDArray magnitude = Transforms.abs(codes).max(0);
    largest = largest == null ? magnitude : Transforms.max(largest, magnitude);
    saturated +=
        codes.lt(0.05).castTo(DataType.DOUBLE).sumNumber().doubleValue()
            + codes.gt(0.95).castTo(DataType.DOUBLE).sumNumber().doubleValue();
    codesInUnitInterval &=
        codes.minNumber().doubleValue() >= 0 && codes.maxNumber().doubleValue() <= 1;
  }

  static double squaredDistance(INDArray y, INDArray x) {
    INDArray error = y.castTo(DataType.DOUBLE).sub(x.castTo(DataType.DOUBLE));
    return error.muli(error).sumNumber().doubleValue();
  }

  private static double squaredDistanceToMean(INDArray x) {
    INDArray mean = Nd4j.zeros(DataType.DOUBLE, x.size(1));
    double squares = 0;
    for (long from = 0; from < x.size(0); from += BATCH) {
      INDArray block = rows(x, from, BATCH).castTo(DataType.DOUBLE);
      mean.addi(block.sum(0));
      squares += block.mul(block).sumNumber().doubleValue();
    }
    mean.divi(x.size(0));
    double distance = squares - x.size(0) * mean.mul(mean).sumNumber().doubleValue();
    return distance > ROUNDING * squares ? distance : 0;
  }

  private static INDArray flat(INDArray x) {
    return x.reshape('c', x.size(0), -1);
  }

  private static double mean(INDArray values) {
    return values.castTo(DataType.DOUBLE).meanNumber().doubleValue();
  }

  static INDArray rows(INDArray x, long from, int rows) {
    return x.get(NDArrayIndex.interval(from, Math.min(x.size(0), from + rows)));
  }
}
