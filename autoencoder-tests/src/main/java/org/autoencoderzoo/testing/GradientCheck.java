package org.autoencoderzoo.testing;

import static org.autoencoderzoo.testing.Comparison.flat;
import static org.autoencoderzoo.testing.Comparison.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.autoencoderzoo.layers.Selection;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Compares every entry of a network's gradient with a central difference of its score, the labels
 * being the inputs. The network must be of type double, with updater {@code Sgd(1)} and activations
 * that are smooth where the data lie. What it refuses it describes: the worst entry, and what is
 * common to all that are wrong ({@link GradientDiagnosis}).
 */
public final class GradientCheck {

  /** Small enough for double precision, and no smaller. */
  static final double STEP = 1e-6;

  /**
   * Of a penalty alone: longer, because a penalty that is small beside the code that it is computed
   * from, such as a covariance, is rounded more.
   */
  static final double STEP_OF_PENALTY = 1e-5;

  private static final double MAX_RELATIVE_ERROR = 1e-5;

  /** Absolute errors below this are rounding: of a score of about 20, divided by the step. */
  private static final double NEGLIGIBLE = 1e-8;

  /** That of a score whose rounding is negligible. */
  private static final double LARGEST_VALUE = 20;

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
    assertExact(new DifferentiableNetwork.Graph(network, x, inputMask, labelMask), except);
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
    assertExact(new DifferentiableNetwork.Layers(network, x, inputMask, labelMask), except);
  }

  private static void assertExact(DifferentiableNetwork network, Set<String> except) {
    InDoublePrecision.run(
        () -> {
          Map<String, INDArray> parameters = learned(network, except);
          requireRepeatable(network, parameters);
          refuseWrong(network, parameters, gradients(network, parameters));
        });
  }

  /**
   * Compares the gradient of the penalties alone with differences of their value alone, relative to
   * the largest: beside a loss a small penalty would be within the tolerance.
   *
   * @param network initialized, in which no gradient of the loss reaches the parameters
   * @param x inputs {@code [N, ...]}
   * @param mask of inputs and labels, {@code [N, 1]}, or null
   * @param except names of parameters that are not checked
   * @throws AssertionError if an entry of the gradient is wrong, or the penalty never changes
   */
  static void assertExactOfPenalty(
      ComputationGraph network, INDArray x, INDArray mask, Set<String> except) {
    InDoublePrecision.run(
        () -> {
          DifferentiableNetwork whole = new DifferentiableNetwork.Graph(network, x, mask, mask);
          Map<String, INDArray> parameters = learned(whole, except);
          requireRepeatable(whole, parameters);
          double value = Math.abs(whole.penalty());
          Map<String, double[]> differences = new LinkedHashMap<>();
          parameters.forEach(
              (name, parameter) ->
                  differences.put(
                      name,
                      differences(
                          whole, parameter, STEP_OF_PENALTY, DifferentiableNetwork::penalty)));
          double slope =
              differences.values().stream()
                  .flatMapToDouble(Arrays::stream)
                  .map(Math::abs)
                  .reduce(0, Math::max);
          requireSlope(value, slope);
          double unit = Math.max(slope, value / LARGEST_VALUE);
          differences.replaceAll((name, all) -> Arrays.stream(all).map(d -> d / unit).toArray());
          DifferentiableNetwork ofPenalty = new DifferentiableNetwork.OfPenalty(whole, unit);
          refuseWrong(ofPenalty, parameters, gradients(ofPenalty, parameters, differences::get));
        });
  }

  private static void requireSlope(double value, double slope) {
    if (!Double.isFinite(value) || !Double.isFinite(slope)) {
      throw new Refusal(
          "The penalty is " + value + ", or becomes so at a step of " + STEP_OF_PENALTY + ".",
          "Look for a division by zero, or the logarithm or root of a number that can be 0.");
    }
    if (slope <= NEGLIGIBLE * value) {
      throw new Refusal(
          "The penalty is "
              + value
              + ", and changes with no parameter: it is too small to check, or constant.",
          "Give it a larger weight, and settings under which the code of a small layer with random"
              + " weights is punished, in epoch 0.");
    }
  }

  /** What selections learn is a parameter without a gradient. */
  private static Map<String, INDArray> learned(DifferentiableNetwork network, Set<String> except) {
    Map<String, INDArray> parameters = new LinkedHashMap<>(network.parameters());
    parameters.keySet().removeAll(except);
    parameters.keySet().removeIf(GradientCheck::isState);
    return parameters;
  }

  private static boolean isState(String parameter) {
    return parameter.endsWith("_" + Selection.STATE_KEY);
  }

  private static void refuseWrong(
      DifferentiableNetwork network,
      Map<String, INDArray> parameters,
      List<GradientOfParameter> all) {
    if (all.stream().anyMatch(GradientOfParameter::isWrong)) {
      throw new GradientDiagnosis(network, parameters, all).refusal();
    }
  }

  /** All gradients, as the network has them and by differences. */
  static List<GradientOfParameter> gradients(
      DifferentiableNetwork network, Map<String, INDArray> parameters) {
    return gradients(
        network,
        parameters,
        name ->
            differences(
                network, parameters.get(name), network.step(), DifferentiableNetwork::score));
  }

  private static List<GradientOfParameter> gradients(
      DifferentiableNetwork network,
      Map<String, INDArray> parameters,
      Function<String, double[]> differences) {
    Map<String, INDArray> gradient = gradient(network);
    List<GradientOfParameter> all = new ArrayList<>();
    parameters.forEach(
        (name, parameter) ->
            all.add(
                new GradientOfParameter(
                    name, parameter.shape(), flat(gradient.get(name)), differences.apply(name))));
    return all;
  }

  /** A step teaches selections, too: differences are to be those of what they knew before. */
  private static Map<String, INDArray> gradient(DifferentiableNetwork network) {
    Map<String, INDArray> states = new LinkedHashMap<>(network.parameters());
    states.keySet().removeIf(name -> !isState(name));
    states.replaceAll((name, state) -> state.dup());
    Map<String, INDArray> gradient = network.gradient();
    states.forEach((name, before) -> network.parameters().get(name).assign(before));
    return gradient;
  }

  /** What a difference means rests on that: the score is a function of parameters and batch. */
  private static void requireRepeatable(
      DifferentiableNetwork network, Map<String, INDArray> parameters) {
    Map<String, INDArray> before = new LinkedHashMap<>();
    parameters.forEach((name, parameter) -> before.put(name, parameter.dup()));
    double first = network.score();
    double second = network.score();
    before.forEach(
        (name, parameter) -> {
          if (!Arrays.equals(flat(parameters.get(name)), flat(parameter))) {
            throw new Refusal(
                "The score of a batch was asked for, and the parameter " + name + " has changed.",
                "Forward passes must leave parameters as they are: look for an operation in place,"
                    + " such as addi or muli, on what getParam gives.");
          }
        });
    if (Math.abs(first - second) > 1e-12 * Math.abs(first)) {
      throw new Refusal(
          "The score of the same batch is "
              + text(first, second)
              + " at first, and "
              + text(second, first)
              + " when it is asked for again.",
          "The part keeps something from call to call, such as a field, or an array that it"
              + " changed, or draws random numbers that seed and iteration do not decide, such as"
              + " those of Nd4j.rand.");
    }
  }

  /** Differences of a value along each entry of a parameter, divided by those of the entry. */
  static double[] differences(
      DifferentiableNetwork network,
      INDArray parameter,
      double step,
      ToDoubleFunction<DifferentiableNetwork> value) {
    double[] differences = new double[(int) parameter.length()];
    for (int i = 0; i < differences.length; i++) {
      long[] index = Comparison.index(i, parameter.shape());
      double before = parameter.getDouble(index);
      parameter.putScalar(index, before + step);
      double above = value.applyAsDouble(network);
      parameter.putScalar(index, before - step);
      double below = value.applyAsDouble(network);
      parameter.putScalar(index, before);
      differences[i] = (above - below) / (2 * step);
    }
    return differences;
  }

  /**
   * The gradient of one parameter, twice.
   *
   * @param name of the parameter, with that of its layer
   * @param shape of the parameter
   * @param gradient as the network has it
   * @param differences of the score, divided by the step
   */
  record GradientOfParameter(String name, long[] shape, double[] gradient, double[] differences) {

    boolean isWrong() {
      return wrong() > 0;
    }

    int wrong() {
      int wrong = 0;
      for (int i = 0; i < gradient.length; i++) {
        wrong += isWrong(i) ? 1 : 0;
      }
      return wrong;
    }

    /** The largest difference of the two. */
    double error() {
      return IntStream.range(0, gradient.length)
          .mapToDouble(i -> Math.abs(gradient[i] - differences[i]))
          .reduce(0, Math::max);
    }

    private boolean isWrong(int i) {
      double error = Math.abs(gradient[i] - differences[i]);
      double size = Math.abs(gradient[i]) + Math.abs(differences[i]);
      return !(error < NEGLIGIBLE || error <= MAX_RELATIVE_ERROR * size);
    }
  }

  /**
   * Compares the length of a graph's gradient with the difference of its score along the gradient:
   * in single precision, where differences along single parameters drown in rounding.
   *
   * @param network initialized, of any type, {@code miniBatch} false
   * @param x inputs and labels, of the network's type
   * @throws AssertionError if they differ by more than 0.1 percent
   */
  static void assertAlongItself(ComputationGraph network, INDArray x) {
    INDArray parameters = network.params().dup(); // With what selections know.
    score(network, x);
    INDArray gradient = network.gradient().gradient().dup();
    double length = gradient.norm2Number().doubleValue();
    INDArray step = gradient.mul(LONG_STEP / length);
    network.setParams(parameters.add(step));
    double above = score(network, x);
    network.setParams(parameters.sub(step));
    double below = score(network, x);
    Comparison.close(
        "In single precision, the slope of the score along the gradient",
        (above - below) / (2 * LONG_STEP),
        "the length of the gradient",
        length,
        1e-3 * length);
  }

  private static double score(ComputationGraph network, INDArray x) {
    network.setInputs(x);
    network.setLabels(x);
    network.computeGradientAndScore();
    return network.score();
  }
}
