package org.autoencoderzoo.testing;

import static org.autoencoderzoo.testing.Comparison.text;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.autoencoderzoo.testing.GradientCheck.GradientOfParameter;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Describes a gradient that is wrong: the worst entry; which parameters are wrong and which are
 * right; and what the errors have in common. If they are proportional to the gradient itself, or to
 * that of the penalties or of the loss alone, that one has a wrong factor: 0 if it was forgotten,
 * -1 if its sign is wrong.
 */
final class GradientDiagnosis {

  /** Of errors that count as proportional: the rest, relative to them. */
  private static final double PROPORTIONAL = 1e-3;

  /** Of one difference, in double precision. */
  private static final double ROUNDING = 2e-9;

  /** For a score in single precision. */
  private static final double LONG_STEP = 1e-2;

  private static final String MASK =
      "multiply the gradient by the mask as you do the value, and divide both by the same number.";

  private static final String MASK_OF_PENALTY =
      "a penalty divides value and gradient by encoding.examples(). Rows that the mask leaves out"
          + " are zero in the code and count in nothing: subtract a mean, or add a constant, only"
          + " in the rows that count. In a layer, multiply the gradient by the mask as you do the"
          + " value.";

  /** Beside an error, those of parameters that are evidently right. */
  private static final double EVIDENT = 0.01;

  private final DifferentiableNetwork network;
  private final Map<String, INDArray> parameters;
  private final List<GradientOfParameter> wrong;
  private final List<GradientOfParameter> right;

  GradientDiagnosis(
      DifferentiableNetwork network,
      Map<String, INDArray> parameters,
      List<GradientOfParameter> all) {
    this.network = network;
    this.parameters = parameters;
    this.wrong = all.stream().filter(GradientOfParameter::isWrong).toList();
    this.right = all.stream().filter(parameter -> !parameter.isWrong()).toList();
  }

  /** What is wrong, and how to mend it. */
  Refusal refusal() {
    Pattern pattern = pattern();
    String hint = pattern.hint;
    if (isRightEvident() && isBelow()) {
      hint =
          "Look at what goes down from the layers whose parameters are right: what their"
              + " backpropGradient returns (dL/dinput), or the backprop of their corruption. "
              + hint;
    } else if (isRightEvident() && isOfOneLayer()) {
      hint =
          "Other parameters of the same layer are right, so look at what is added to the gradient"
              + " of this one alone. "
              + hint;
    }
    if (isRightWithoutMasks()) {
      hint =
          "Without the mask all is right: "
              + (network.penalty() == 0 ? MASK : MASK_OF_PENALTY)
              + " "
              + hint;
    }
    return new Refusal(worst() + " " + pattern.text + " " + where(), hint);
  }

  private boolean isRightWithoutMasks() {
    return (network.inputMask() != null || network.labelMask() != null)
        && GradientCheck.gradients(network.withoutMasks(), parameters).stream()
            .noneMatch(GradientOfParameter::isWrong);
  }

  private String worst() {
    GradientOfParameter parameter = wrong.get(0);
    int entry = 0;
    double largest = -1;
    for (GradientOfParameter candidate : wrong) {
      for (int i = 0; i < candidate.gradient().length; i++) {
        double error = Math.abs(candidate.gradient()[i] - candidate.differences()[i]);
        if (error > 1.001 * largest || Double.isNaN(error) && !Double.isNaN(largest)) {
          largest = error;
          parameter = candidate;
          entry = i;
        }
      }
    }
    double gradient = network.unit() * parameter.gradient()[entry];
    double difference = network.unit() * parameter.differences()[entry];
    return String.format(
        "The gradient of %s, entry %s, is %s, but the %s changes by %s per unit of it.",
        parameter.name(),
        Arrays.toString(Comparison.index(entry, parameter.shape())),
        text(gradient, difference),
        network.scored(),
        text(difference, gradient));
  }

  private String where() {
    String text =
        wrong.stream()
            .map(p -> p.name() + " (" + p.wrong() + " of " + p.gradient().length + " entries)")
            .collect(Collectors.joining(", ", "Wrong: ", ""));
    return right.isEmpty()
        ? text + "."
        : right.stream()
            .map(GradientOfParameter::name)
            .collect(
                Collectors.joining(
                    ", ", text + (isRightEvident() ? "; right: " : "; within rounding: "), "."));
  }

  /** Else the entries of the others may be within the tolerance because they are small. */
  private boolean isRightEvident() {
    return !(largestError(right) > EVIDENT * largestError(wrong));
  }

  private static double largestError(List<GradientOfParameter> parameters) {
    return parameters.stream().mapToDouble(GradientOfParameter::error).reduce(0, Math::max);
  }

  /** No layer has a parameter that is right and one that is wrong. */
  private boolean isBelow() {
    Set<String> layers = layers(wrong);
    return !right.isEmpty() && layers(right).stream().noneMatch(layers::contains);
  }

  /** That layer has others that are right. */
  private boolean isOfOneLayer() {
    return layers(wrong).size() == 1 && layers(right).containsAll(layers(wrong));
  }

  private static Set<String> layers(List<GradientOfParameter> parameters) {
    return parameters.stream()
        .map(parameter -> parameter.name().substring(0, parameter.name().indexOf('_')))
        .collect(Collectors.toSet());
  }

  /** What the errors have in common, and the usual cause. */
  private record Pattern(String text, String hint) {}

  private Pattern pattern() {
    double[] gradient = joined(GradientOfParameter::gradient);
    double[] total = joined(GradientOfParameter::differences);
    if (DoubleStream.of(gradient).anyMatch(value -> !Double.isFinite(value))) {
      return new Pattern(
          "Entries are not finite.",
          "Look for a division by zero, or the logarithm or root of a number that can be 0: keep"
              + " such arguments away from the edge in the value and in the gradient alike.");
    }
    double[] ofPenalty = differences(network.step(), DifferentiableNetwork::penalty);
    double[] ofLoss = minus(total, ofPenalty);
    double[] error = minus(gradient, total);
    if (isZero(total)) {
      return new Pattern(
          "The " + network.scored() + " does not depend on these parameters at all.",
          "Leave no gradient for what does not count in the score: a value that is not returned,"
              + " or a row that a mask leaves out.");
    }
    double[] values =
        wrong.stream()
            .map(GradientOfParameter::name)
            .map(parameters::get)
            .flatMapToDouble(array -> Arrays.stream(Comparison.flat(array)))
            .toArray();
    boolean hasBoth = !isZero(ofPenalty) && !isZero(ofLoss);
    if (isProportional(error, total)) {
      return ofFactor(
          network.scored().equals("score") ? "the gradient" : "the gradient of the penalty",
          1 + factor(error, total));
    }
    if (hasBoth && isProportional(error, ofPenalty)) {
      return ofFactor("the penalty's share of the gradient", 1 + factor(error, ofPenalty));
    }
    if (hasBoth && isProportional(error, ofLoss)) {
      return ofFactor("the share that comes from the loss", 1 + factor(error, ofLoss));
    }
    if (isProportional(error, values)) {
      return new Pattern(
          "The error is proportional to the parameter itself.",
          "The gradient of a sum of squares is missing there, or has a wrong factor: that of the"
              + " weights' norms (addSquaredWeightNormGradient in a penalty), or of weight decay.");
    }
    if (agreesOverALongStep(error)) {
      return new Pattern(
          "Over a step of "
              + LONG_STEP
              + " in place of "
              + network.step()
              + " gradient and "
              + network.scored()
              + " agree: the "
              + network.scored()
              + " has jumps, as if it were rounded.",
          "Compute the value in the type of the arrays, double here: look for a cast to float, a"
              + " float variable, or a number read by getFloat or floatValue.");
    }
    return new Pattern(
        "The ratio of the two differs from entry to entry.",
        "Derive the gradient again from the value as it is coded, factor by factor. Frequent"
            + " causes: an array of the forward pass is changed in place (mul, not muli) or read"
            + " in the backward pass after another layer wrote to it; a factor is missing, such as"
            + " f'(z) or a mask; the activation is not smooth where the data lie. If the part adds"
            + " several terms, check each alone.");
  }

  private Pattern ofFactor(String what, double factor) {
    if (Math.abs(factor) < 0.01) {
      return new Pattern(
          capital(what) + " is missing.",
          "What a part adds to the score must also be added to the gradient, of each parameter"
              + " that it depends on, and what backpropGradient or backprop returns must have been"
              + " written.");
    }
    if (Math.abs(factor + 1) < 0.01) {
      return new Pattern(
          capital(what) + " has the wrong sign.",
          "A gradient is that of the score, which training makes small: d/dy (y - x)^2 is"
              + " 2 (y - x), not 2 (x - y).");
    }
    String times =
        Math.abs(factor - 0.5) < 0.005
            ? "half of"
            : Math.abs(factor - 2) < 0.02
                ? "twice"
                : text(factor, factor).replaceAll("\\.?0+$", "") + " times";
    return new Pattern(
        capital(what) + " is " + times + " what it should be, everywhere. " + network.batch(),
        "Look for a constant that stands in the value or in the gradient only: the 2 of a square, a"
            + " weight, or a mean on one side and a sum on the other. A penalty divides both by"
            + " encoding.examples(). A layer or loss sums its gradient over the examples and"
            + " divides it by nothing: Deeplearning4j divides by the size of the batch.");
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private double[] joined(Function<GradientOfParameter, double[]> part) {
    return wrong.stream().map(part).flatMapToDouble(Arrays::stream).toArray();
  }

  /** Rounding weighs less in a long step; any other error stays. */
  private boolean agreesOverALongStep(double[] error) {
    double[] gradient = joined(GradientOfParameter::gradient);
    double[] differences = differences(LONG_STEP, DifferentiableNetwork::score);
    double left = norm(minus(gradient, differences));
    return left < 0.01 * norm(gradient) && left < 0.1 * norm(error);
  }

  private double[] differences(double step, ToDoubleFunction<DifferentiableNetwork> value) {
    return wrong.stream()
        .map(GradientOfParameter::name)
        .map(parameters::get)
        .flatMapToDouble(
            parameter -> Arrays.stream(GradientCheck.differences(network, parameter, step, value)))
        .toArray();
  }

  private static double[] minus(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] - b[i]).toArray();
  }

  private static double dot(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
  }

  private static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  private static boolean isZero(double[] a) {
    return norm(a) < 1e-7;
  }

  private static double factor(double[] a, double[] b) {
    return dot(a, b) / dot(b, b);
  }

  private static boolean isProportional(double[] a, double[] b) {
    double factor = factor(a, b);
    double[] rest = IntStream.range(0, a.length).mapToDouble(i -> a[i] - factor * b[i]).toArray();
    double rounding = Math.min(0.1 * norm(a), ROUNDING * Math.sqrt(a.length));
    return norm(rest) < Math.max(PROPORTIONAL * norm(a), rounding);
  }
}
