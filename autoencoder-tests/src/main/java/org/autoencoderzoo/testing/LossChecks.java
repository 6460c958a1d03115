package org.autoencoderzoo.testing;

import static org.autoencoderzoo.testing.Check.check;
import static org.autoencoderzoo.testing.Comparison.close;
import static org.autoencoderzoo.testing.Comparison.equal;
import static org.autoencoderzoo.testing.SmallAutoencoder.EXAMPLES;
import static org.autoencoderzoo.testing.SmallAutoencoder.INPUTS;
import static org.autoencoderzoo.testing.SmallAutoencoder.x;

import java.util.function.BiConsumer;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.layers.ReconstructionOutput;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.DynamicTest;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * What a reconstruction loss that is a sum over features must pass: its value against a definition
 * written out; exact gradients in a graph and in a list, {@code miniBatch} true and false; all that
 * without a mask, with one weight an example and with one a feature; that it leaves its arguments
 * as they are, and nothing of one batch for the next; the same in single precision; JSON, and
 * {@code equals} that looks at every setting; and the same result with and without workspaces.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> myLoss() {
 *   return LossChecks.of(new MyLoss(0.3), Activation.IDENTITY, (x, y) -> Math.pow(y - x, 4));
 * }
 * }</pre>
 */
public final class LossChecks {

  private enum Mask {
    NONE(
        "no mask",
        "The loss of an example is the sum over its features, no mean. computeScore divides the sum"
            + " over the examples by their number if average is true, and computeGradient by"
            + " nothing. All four methods say the same: call one from the others.",
        null),
    EXAMPLES(
        "masked examples",
        "Multiply losses and gradients by the mask, one number for each example, and divide by the"
            + " number of rows all the same, not by the number of those that count: so do"
            + " Deeplearning4j's own losses.",
        new double[][] {{1}, {0}, {1}, {1}}),
    FEATURES(
        "masked features",
        "Multiply losses and gradients by the mask, here one number for each feature.",
        new double[][] {{1, 0, 1, 1, 0}, {0, 0, 0, 0, 0}, {0, 0, 0, 1, 1}, {1, 1, 1, 1, 1}});

    private final String text;
    private final String hint;
    private final double[][] values;

    Mask(String text, String hint, double[][] values) {
      this.text = text;
      this.hint = hint;
      this.values = values;
    }

    INDArray array() {
      return values == null ? null : Nd4j.createFromArray(values);
    }

    double at(int example, int feature) {
      if (values == null) {
        return 1;
      }
      return values[example][values[example].length == 1 ? 0 : feature];
    }
  }

  /** The losses of the features of one example. */
  @FunctionalInterface
  public interface Definition {

    /**
     * Computes them.
     *
     * @param x the features of the target, in [0.1,0.9]
     * @param y those of the reconstruction, which is the activation of any real numbers
     * @return one number for each feature
     */
    double[] losses(double[] x, double[] y);
  }

  private final ILossFunction loss;
  private final IActivation activation;
  private final Definition definition;
  private final SmallAutoencoder autoencoder;

  private LossChecks(ILossFunction loss, IActivation activation, Definition definition) {
    this.loss = loss;
    this.activation = activation;
    this.definition = definition;
    this.autoencoder =
        new SmallAutoencoder(
            Dense.builder().nOut(4).activation(Activation.TANH).build(),
            ReconstructionOutput.of(loss, activation));
  }

  /**
   * All checks of a loss.
   *
   * @param loss with settings that are not the default
   * @param activation of the output, smooth and elementwise
   * @param definition the loss of one feature: {@code L(x, y)} of the target x, in [0.1,0.9], and
   *     the reconstruction y, which is the activation of any real number
   * @return the checks, to be returned from a {@code @TestFactory}
   */
  public static Stream<DynamicTest> of(
      ILossFunction loss, Activation activation, DoubleBinaryOperator definition) {
    return of(
        loss,
        activation.getActivationFunction(),
        (x, y) ->
            IntStream.range(0, x.length)
                .mapToDouble(i -> definition.applyAsDouble(x[i], y[i]))
                .toArray());
  }

  /**
   * All checks of a loss whose features may depend on each other, as the probabilities of a softmax
   * do.
   *
   * @param loss with settings that are not the default, for 5 features
   * @param activation of the output, smooth
   * @param definition the losses of the features of one example
   * @return the checks, to be returned from a {@code @TestFactory}
   */
  public static Stream<DynamicTest> of(
      ILossFunction loss, IActivation activation, Definition definition) {
    LossChecks checks = new LossChecks(loss, activation, definition);
    return Stream.concat(
        Stream.of(Mask.values()).flatMap(checks::masked),
        Stream.of(
            check(
                "arguments are not modified",
                "Copy before an operation in place (mul, not muli). The methods of IActivation"
                    + " overwrite their argument: f.getActivation(z.dup(), true).",
                checks::arguments),
            check(
                "what came before changes nothing",
                "A loss keeps nothing from call to call, as several threads may share it: look for"
                    + " fields that a call changes, static ones too.",
                checks::stateless),
            check(
                "single precision",
                "Make arrays of the type of the arguments (z.dataType()), and read numbers in a way"
                    + " that serves both types (getDouble).",
                checks::singlePrecision),
            check(
                "JSON keeps every setting",
                "Make each setting a final field that is not transient, with @JsonProperty of"
                    + " org.nd4j.shade.jackson, which is also on the parameter of the @JsonCreator"
                    + " constructor. JSON drops what it does not know, without a word.",
                checks::json),
            check("equals looks at every setting", SettingsInJson.EQUALITY, checks::equality),
            check(
                "workspaces change nothing",
                "Keep no array from one call to the next: its memory is used again.",
                checks::workspaces)));
  }

  private Stream<DynamicTest> masked(Mask mask) {
    Stream.Builder<DynamicTest> tests = Stream.builder();
    tests.add(check("value, " + mask.text, mask.hint, () -> value(mask)));
    for (boolean miniBatch : new boolean[] {true, false}) {
      String how = ", miniBatch " + miniBatch + ", " + mask.text;
      tests.add(
          check(
              "gradient in a graph" + how,
              mask.hint,
              () ->
                  GradientCheck.assertExact(
                      autoencoder.graph(new Sgd(1), miniBatch), x(), null, mask.array())));
      tests.add(
          check(
              "gradient in a list of layers" + how,
              mask.hint,
              () ->
                  GradientCheck.assertExact(
                      autoencoder.list(new Sgd(1), miniBatch), x(), null, mask.array())));
    }
    return tests.build();
  }

  /** Every way to ask for the value, and both to ask for the gradient, say the same. */
  private void value(Mask mask) {
    INDArray y = activation.getActivation(z(), false);
    double sum = 0;
    double[] rows = new double[EXAMPLES];
    for (int n = 0; n < EXAMPLES; n++) {
      double[] ofFeatures =
          definition.losses(x().getRow(n).toDoubleVector(), y.getRow(n).toDoubleVector());
      for (int i = 0; i < INPUTS; i++) {
        rows[n] += mask.at(n, i) * ofFeatures[i];
      }
      sum += rows[n];
    }
    double tolerance = 1e-10 * Math.max(1, Math.abs(sum));
    INDArray m = mask.array();
    String ofDefinition = "the value of the definition";
    close(
        "computeScore, not averaged,",
        loss.computeScore(x(), z(), activation, m, false),
        ofDefinition,
        sum,
        tolerance);
    double mean = sum / EXAMPLES;
    close(
        "computeScore, averaged,",
        loss.computeScore(x(), z(), activation, m, true),
        ofDefinition,
        mean,
        tolerance);
    INDArray scores = loss.computeScoreArray(x(), z(), activation, m);
    close(
        "The numbers of computeScoreArray",
        scores.reshape(scores.length()),
        "those of the definition",
        Nd4j.createFromArray(rows),
        tolerance);
    Pair<Double, INDArray> both = loss.computeGradientAndScore(x(), z(), activation, m, true);
    close("The score of computeGradientAndScore", both.getFirst(), ofDefinition, mean, tolerance);
    close(
        "The gradients of computeGradientAndScore",
        both.getSecond(),
        "those of computeGradient",
        loss.computeGradient(x(), z(), activation, m),
        1e-10);
  }

  private void arguments() {
    for (Mask mask : Mask.values()) {
      INDArray m = mask.array();
      unmodified("computeScore", mask, m, (x, z) -> loss.computeScore(x, z, activation, m, true));
      unmodified(
          "computeScoreArray", mask, m, (x, z) -> loss.computeScoreArray(x, z, activation, m));
      unmodified("computeGradient", mask, m, (x, z) -> loss.computeGradient(x, z, activation, m));
      unmodified(
          "computeGradientAndScore",
          mask,
          m,
          (x, z) -> loss.computeGradientAndScore(x, z, activation, m, true));
    }
  }

  private static void unmodified(
      String method, Mask mask, INDArray m, BiConsumer<INDArray, INDArray> call) {
    INDArray x = x();
    INDArray z = z();
    call.accept(x, z);
    equal("The targets after " + method, x, "those before", x());
    equal("The pre-activations after " + method, z, "those before", z());
    if (m != null) {
      equal("The weights of the mask after " + method, m, "those before", mask.array());
    }
  }

  private void stateless() {
    Pair<Double, INDArray> before = loss.computeGradientAndScore(x(), z(), activation, null, true);
    INDArray gradient = before.getSecond().dup();
    loss.computeGradientAndScore(x().rsub(1), z().mul(3), activation, null, true);
    Pair<Double, INDArray> after = loss.computeGradientAndScore(x(), z(), activation, null, true);
    close(
        "The score of a batch after another one",
        after.getFirst(),
        "that of the same batch before",
        before.getFirst(),
        0);
    equal(
        "The gradients of a batch after another one",
        after.getSecond(),
        "those of the same batch before",
        gradient);
  }

  private void singlePrecision() {
    INDArray x = x().castTo(DataType.FLOAT);
    INDArray z = z().castTo(DataType.FLOAT);
    double score = loss.computeScore(x(), z(), activation, null, true);
    double tolerance = 1e-5 * Math.max(1, Math.abs(score));
    close(
        "computeScore in single precision",
        loss.computeScore(x, z, activation, null, true),
        "that in double precision",
        score,
        tolerance);
    INDArray gradient = loss.computeGradient(x, z, activation, null);
    if (gradient.dataType() != DataType.FLOAT) {
      throw new AssertionError(
          "The gradient for arguments of type FLOAT is of type " + gradient.dataType() + ".");
    }
    INDArray expected = loss.computeGradient(x(), z(), activation, null);
    close(
        "The gradients in single precision", gradient, "those in double precision", expected, 1e-4);
    Pair<Double, INDArray> both = loss.computeGradientAndScore(x, z, activation, null, true);
    close(
        "The score of computeGradientAndScore in single precision",
        both.getFirst(),
        "that in double precision",
        score,
        tolerance);
    close(
        "The gradients of computeGradientAndScore in single precision",
        both.getSecond(),
        "those of computeGradient",
        gradient,
        1e-6);
  }

  /** The scores, too: a setting that gets lost shows there, whatever equals looks at. */
  private void json() {
    SettingsInJson settings = new SettingsInJson(loss, ILossFunction.class);
    settings.assertKept();
    ILossFunction copy = (ILossFunction) settings.copy();
    close(
        "The score of the copy from JSON",
        copy.computeScore(x(), z(), activation, null, true),
        "that of the loss",
        loss.computeScore(x(), z(), activation, null, true),
        0);
    ComputationGraphConfiguration graph =
        autoencoder.graph(new Adam(0.01), true).getConfiguration();
    ComputationGraphConfiguration after = ComputationGraphConfiguration.fromJson(graph.toJson());
    SettingsInJson.assertSame("a graph with the loss", after, graph);
    SettingsInJson.assertSame("the JSON of a graph with the loss", after.toJson(), graph.toJson());
    MultiLayerConfiguration list =
        autoencoder.list(new Adam(0.01), true).getLayerWiseConfigurations();
    SettingsInJson.assertSame(
        "a list of layers with the loss", MultiLayerConfiguration.fromJson(list.toJson()), list);
  }

  private void equality() {
    new SettingsInJson(loss, ILossFunction.class).assertAllCount();
  }

  private void workspaces() {
    close(
        "The parameters after three steps with workspaces",
        trained(WorkspaceMode.ENABLED),
        "those without",
        trained(WorkspaceMode.NONE),
        1e-10);
  }

  private INDArray trained(WorkspaceMode mode) {
    ComputationGraph network = autoencoder.graph(new Adam(0.01), true);
    network.getConfiguration().setTrainingWorkspaceMode(mode);
    for (int i = 0; i < 3; i++) {
      network.fit(new INDArray[] {x()}, new INDArray[] {x()});
    }
    return network.params();
  }

  private static INDArray z() {
    return Draw.normal(8, EXAMPLES, INPUTS);
  }
}
