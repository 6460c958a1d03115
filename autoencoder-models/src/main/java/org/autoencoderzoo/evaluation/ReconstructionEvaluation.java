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
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Measures an autoencoder on examples that it was not trained on. Where values are missing, a mask
 * says so: the network reads what the example has in their place, a guess such as the mean, as it
 * does in training, and no figure counts how it reconstructs that. A mask of weights counts values
 * several times; an example counts as its value that counts most.
 */
public final class ReconstructionEvaluation {

  /** Fraction of the features that are set to zero for the denoising error. */
  static final double MASKED = 0.25;

  /** Deviation of the noise under which the change of the Jacobian is measured. */
  static final double SIGMA = 0.1;

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
    return of(autoencoder, test, (INDArray) null);
  }

  /**
   * Measures every figure but PCA's on what is there of examples.
   *
   * @param autoencoder to measure
   * @param test as in {@link #of(Autoencoder, INDArray)}
   * @param mask of the same shape, at least 0: 0 where a value is missing, else 1, or the weight of
   *     the example; null if nothing is missing. An example of which nothing is there does not
   *     count
   * @return as there
   * @throws ArithmeticException as there
   * @throws IllegalArgumentException as there; or if the mask has another shape, holds a value that
   *     is negative or not finite, or is 0 everywhere
   */
  public static Map<Metric, Double> of(Autoencoder autoencoder, INDArray test, INDArray mask) {
    Arguments.given("autoencoder", autoencoder);
    return of(autoencoder, MeasuredExamples.of(autoencoder, test, mask));
  }

  private static Map<Metric, Double> of(Autoencoder autoencoder, MeasuredExamples examples) {
    Map<Metric, Double> metrics = new EnumMap<>(Metric.class);
    metrics.put(Metric.SCORE, autoencoder.score(examples.x(), examples.mask()));
    new ReconstructionEvaluation(autoencoder.network()).measure(examples, metrics);
    EncoderJacobian.of(autoencoder).ifPresent(jacobian -> measure(jacobian, examples, metrics));
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
    return of(autoencoder, pca, test, null);
  }

  /**
   * Measures every figure on what is there of examples, with those of PCA to compare with.
   *
   * @param autoencoder to measure
   * @param pca as in {@link #of(Autoencoder, Pca, INDArray)}
   * @param test as there
   * @param mask as in {@link #of(Autoencoder, INDArray, INDArray)}
   * @return as there
   * @throws ArithmeticException as there
   * @throws IllegalArgumentException as there
   */
  public static Map<Metric, Double> of(
      Autoencoder autoencoder, Pca pca, INDArray test, INDArray mask) {
    Arguments.given("autoencoder", autoencoder);
    Arguments.given("pca", pca);
    MeasuredExamples examples = MeasuredExamples.of(autoencoder, test, mask);
    Map<Metric, Double> metrics = of(autoencoder, examples);
    MeasuredExamples rows = examples.flat();
    if (isYardstick(pca, metrics, rows.x().size(1))) {
      metrics.put(
          Metric.PCA_SQUARED_ERROR, rows.squaredDistance(pca.reconstruct(rows.x())) / rows.count());
      metrics.put(Metric.PCA_DENOISING_ERROR, MASKED_FEATURES.error(pca::reconstruct, rows));
    }
    metrics.forEach(ReconstructionEvaluation::requireFinite);
    return metrics;
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

  private static void measure(
      EncoderJacobian jacobian, MeasuredExamples test, Map<Metric, Double> metrics) {
    MeasuredExamples some = test.rows(0, jacobian.affordableExamples());
    INDArray moved =
        new Restoration(new AdditiveGaussianNoise(SIGMA, Restoration.SEED)).corrupted(some.x());
    metrics.put(Metric.JACOBIAN_NORM, mean(jacobian.norms(some.x()), some));
    metrics.put(Metric.JACOBIAN_CHANGE, mean(jacobian.changes(some.x(), moved), some));
  }

  private static double mean(INDArray figures, MeasuredExamples examples) {
    return examples.sum(figures.castTo(DataType.DOUBLE)) / examples.count();
  }

  private void measure(MeasuredExamples test, Map<Metric, Double> metrics) {
    for (long from = 0; from < test.x().size(0); from += BATCH) {
      MeasuredExamples some = test.rows(from, BATCH);
      add(some);
      INDArray masked = MASKED_FEATURES.corrupted(some.x(), from / BATCH);
      denoisingError += some.squaredDistance(network.outputSingle(false, masked));
    }
    double n = test.count();
    long units = largest.length();
    metrics.put(Metric.SQUARED_ERROR, squaredError / n);
    if (output instanceof ActivationSigmoid) {
      metrics.put(Metric.CROSS_ENTROPY, crossEntropy / n);
    }
    double variance = test.squaredDistanceToMean();
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

  private void add(MeasuredExamples examples) {
    INDArray x = examples.x();
    Map<String, INDArray> activations = network.feedForward(x, false);
    INDArray codes = MeasuredExamples.flat(activations.get(Autoencoder.CODE));
    addCodes(codes.castTo(DataType.DOUBLE), examples);
    INDArray z = activations.get(preActivation);
    if (output instanceof ActivationSigmoid) {
      crossEntropy +=
          new BernoulliCrossEntropy().computeScore(x, z, output, examples.mask(), false);
    }
    squaredError += examples.squaredDistance(activations.get(Autoencoder.RECONSTRUCTION));
  }

  private void addCodes(INDArray codes, MeasuredExamples examples) {
    active += examples.sum(codes.neq(0).castTo(DataType.DOUBLE));
    saturated +=
        examples.sum(codes.lt(0.05).castTo(DataType.DOUBLE))
            + examples.sum(codes.gt(0.95).castTo(DataType.DOUBLE));
    codesInUnitInterval &=
        codes.minNumber().doubleValue() >= 0 && codes.maxNumber().doubleValue() <= 1;
    INDArray magnitude = Transforms.abs(codes).max(0);
    largest = largest == null ? magnitude : Transforms.max(largest, magnitude);
    codeSum += examples.sum(codes.dup());
  }
}
