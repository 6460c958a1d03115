package org.autoencoderzoo.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Set;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Compares every entry of a network's gradient with a central difference of its score, the labels
 * being the inputs. The network must be of type double, with updater {@code Sgd(1)} and activations
 * that are smooth where the data lie.
 */
public final class GradientCheck {

  private static final double STEP = 1e-6;
  private static final double MAX_RELATIVE_ERROR = 1e-5;

  /** Absolute errors below this are rounding: of a score of about 20, divided by the step. */
  private static final double NEGLIGIBLE = 1e-8;

  /** Long enough for single precision. */
  private static final double LONG_STEP = 5e-3;

  private GradientCheck() {}

  /**
   * Checks a graph with one input and one output.
   *
   * @param network initialized
   * @param x inputs {@code [N, ...]}
   * @param inputMask {@code [N, 1]}, or null
   * @param labelMask {@code [N, 1]} or of the shape of x, or null
   * @throws AssertionError if an entry of the gradient is wrong
   */
  public static void assertExact(
      ComputationGraph network, INDArray x, INDArray inputMask, INDArray labelMask) {
    assertExact(network, x, inputMask, labelMask, Set.of());
  }

  /**
   * Checks a graph with one input and one output, but for some parameters, which saves time.
   *
   * @param network initialized
   * @param x inputs {@code [N, ...]}
   * @param inputMask {@code [N, 1]}, or null
   * @param labelMask {@code [N, 1]} or of the shape of x, or null
   * @param except names of parameters that are not checked
   * @throws AssertionError if an entry of the gradient is wrong
   */
  public static void assertExact(
      ComputationGraph network,
      INDArray x,
      INDArray inputMask,
      INDArray labelMask,
      Set<String> except) {
    InDoublePrecision.run(
        () ->
            require(
                GradientCheckUtil.checkGradients(
                    new GradientCheckUtil.GraphConfig()
                        .net(network)
                        .inputs(new INDArray[] {x})
                        .labels(new INDArray[] {x})
                        .inputMask(inputMask == null ? null : new INDArray[] {inputMask})
                        .labelMask(labelMask == null ? null : new INDArray[] {labelMask})
                        .excludeParams(except)
                        .epsilon(STEP)
                        .maxRelError(MAX_RELATIVE_ERROR)
                        .minAbsoluteError(NEGLIGIBLE)
                        // Nothing to reset: our noise depends on the iteration alone.
                        .callEachIter(graph -> {})
                        .print(GradientCheckUtil.PrintMode.FAILURES_ONLY))));
  }

  /**
   * Checks a list of layers.
   *
   * @param network initialized
   * @param x inputs {@code [N, ...]}
   * @param inputMask {@code [N, 1]}, or null
   * @param labelMask {@code [N, 1]} or of the shape of x, or null
   * @throws AssertionError if an entry of the gradient is wrong
   */
  public static void assertExact(
      MultiLayerNetwork network, INDArray x, INDArray inputMask, INDArray labelMask) {
    assertExact(network, x, inputMask, labelMask, Set.of());
  }

  /**
   * Checks a list of layers, but for some parameters, which saves time.
   *
   * @param network initialized
   * @param x inputs {@code [N, ...]}
   * @param inputMask {@code [N, 1]}, or null
   * @param labelMask {@code [N, 1]} or of the shape of x, or null
   * @param except names of parameters that are not checked
   * @throws AssertionError if an entry of the gradient is wrong
   */
  public static void assertExact(
      MultiLayerNetwork network,
      INDArray x,
      INDArray inputMask,
      INDArray labelMask,
      Set<String> except) {
    InDoublePrecision.run(
        () ->
            require(
                GradientCheckUtil.checkGradients(
                    new GradientCheckUtil.MLNConfig()
                        .net(network)
                        .input(x)
                        .labels(x)
                        .inputMask(inputMask)
                        .labelMask(labelMask)
                        .excludeParams(except)
                        .epsilon(STEP)
                        .maxRelError(MAX_RELATIVE_ERROR)
                        .minAbsoluteError(NEGLIGIBLE)
                        .callEachIter(list -> {})
                        .print(GradientCheckUtil.PrintMode.FAILURES_ONLY))));
  }

  /**
   * Compares the length of a graph's gradient with the difference of its score along the gradient:
   * in single precision, where differences along single parameters drown in rounding.
   *
   * @param network initialized, of any type, {@code miniBatch} false
   * @param x inputs and labels, of the network's type
   */
  static void assertAlongItself(ComputationGraph network, INDArray x) {
    score(network, x);
    INDArray gradient = network.gradient().gradient().dup();
    INDArray parameters = network.params().dup();
    double length = gradient.norm2Number().doubleValue();
    INDArray step = gradient.mul(LONG_STEP / length);
    network.setParams(parameters.add(step));
    double above = score(network, x);
    network.setParams(parameters.sub(step));
    double below = score(network, x);
    assertThat((above - below) / (2 * LONG_STEP))
        .as("difference of the score along the gradient")
        .isCloseTo(length, withinPercentage(0.1));
  }

  private static double score(ComputationGraph network, INDArray x) {
    network.setInputs(x);
    network.setLabels(x);
    network.computeGradientAndScore();
    return network.score();
  }

  private static void require(boolean passed) {
    if (!passed) {
      throw new AssertionError(
          "The gradient differs from finite differences; GradientCheckUtil logs each parameter that"
              + " does, at level INFO, if a logger such as slf4j-simple is on the class path");
    }
  }
}
