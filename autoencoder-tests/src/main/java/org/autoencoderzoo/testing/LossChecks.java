package org.autoencoderzoo.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.autoencoderzoo.testing.SmallAutoencoder.EXAMPLES;
import static org.autoencoderzoo.testing.SmallAutoencoder.INPUTS;
import static org.autoencoderzoo.testing.SmallAutoencoder.x;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.function.DoubleBinaryOperator;
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
    NONE("no mask", null),
    EXAMPLES("masked examples", new double[][] {{1}, {0}, {1}, {1}}),
    FEATURES(
        "masked features",
        new double[][] {{1, 0, 1, 1, 0}, {0, 0, 0, 0, 0}, {0, 0, 0, 1, 1}, {1, 1, 1, 1, 1}});

    private final String text;
    private final double[][] values;

    Mask(String text, double[][] values) {
      this.text = text;
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

  private final ILossFunction loss;
  private final Activation activation;
  private final DoubleBinaryOperator definition;
  private final SmallAutoencoder autoencoder;

  private LossChecks(ILossFunction loss, Activation activation, DoubleBinaryOperator definition) {
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
    LossChecks checks = new LossChecks(loss, activation, definition);
    return Stream.concat(
        Stream.of(Mask.values()).flatMap(checks::masked),
        Stream.of(
            dynamicTest("arguments are not modified", checks::arguments),
            dynamicTest("what came before changes nothing", checks::stateless),
            dynamicTest("single precision", checks::singlePrecision),
            dynamicTest("JSON keeps every setting", checks::json),
            dynamicTest("equals looks at every setting", checks::equality),
            dynamicTest("workspaces change nothing", checks::workspaces)));
  }

  private Stream<DynamicTest> masked(Mask mask) {
    Stream.Builder<DynamicTest> tests = Stream.builder();
    tests.add(dynamicTest("value, " + mask.text, () -> value(mask)));
    for (boolean miniBatch : new boolean[] {true, false}) {
      String how = ", miniBatch " + miniBatch + ", " + mask.text;
      tests.add(
          dynamicTest(
              "gradient in a graph" + how,
              () ->
                  GradientCheck.assertExact(
                      autoencoder.graph(new Sgd(1), miniBatch), x(), null, mask.array())));
      tests.add(
          dynamicTest(
              "gradient in a list of layers" + how,
              () ->
                  GradientCheck.assertExact(
                      autoencoder.list(new Sgd(1), miniBatch), x(), null, mask.array())));
    }
    return tests.build();
  }

  /** Every way to ask for the value, and both to ask for the gradient, say the same. */
  private void value(Mask mask) {
    IActivation f = activation.getActivationFunction();
    INDArray y = f.getActivation(z(), false);
    double sum = 0;
    double[] rows = new double[EXAMPLES];
    for (int n = 0; n < EXAMPLES; n++) {
      for (int i = 0; i < INPUTS; i++) {
        double ofFeature = definition.applyAsDouble(x().getDouble(n, i), y.getDouble(n, i));
        rows[n] += mask.at(n, i) * ofFeature;
      }
      sum += rows[n];
    }
    double tolerance = 1e-10 * Math.max(1, Math.abs(sum));
    INDArray m = mask.array();
    assertThat(loss.computeScore(x(), z(), f, m, false)).isCloseTo(sum, within(tolerance));
    assertThat(loss.computeScore(x(), z(), f, m, true))
        .isCloseTo(sum / EXAMPLES, within(tolerance));
    assertThat(loss.computeScoreArray(x(), z(), f, m).toDoubleVector())
        .containsExactly(rows, within(tolerance));
    Pair<Double, INDArray> both = loss.computeGradientAndScore(x(), z(), f, m, true);
    assertThat(both.getFirst()).isCloseTo(sum / EXAMPLES, within(tolerance));
    assertThat(both.getSecond()).isEqualTo(loss.computeGradient(x(), z(), f, m));
  }

  private void arguments() {
    IActivation f = activation.getActivationFunction();
    for (Mask mask : Mask.values()) {
      INDArray x = x();
      INDArray z = z();
      INDArray m = mask.array();
      loss.computeScore(x, z, f, m, true);
      loss.computeScoreArray(x, z, f, m);
      loss.computeGradient(x, z, f, m);
      loss.computeGradientAndScore(x, z, f, m, true);
      assertThat(x).as("targets").isEqualTo(x());
      assertThat(z).as("pre-activations").isEqualTo(z());
      assertThat(m).as("mask").isEqualTo(mask.array());
    }
  }

  private void stateless() {
    IActivation f = activation.getActivationFunction();
    Pair<Double, INDArray> before = loss.computeGradientAndScore(x(), z(), f, null, true);
    INDArray gradient = before.getSecond().dup();
    loss.computeGradientAndScore(x().rsub(1), z().mul(3), f, null, true);
    Pair<Double, INDArray> after = loss.computeGradientAndScore(x(), z(), f, null, true);
    assertThat(after.getFirst()).isEqualTo(before.getFirst());
    assertThat(after.getSecond()).isEqualTo(gradient);
  }

  private void singlePrecision() {
    IActivation f = activation.getActivationFunction();
    INDArray x = x().castTo(DataType.FLOAT);
    INDArray z = z().castTo(DataType.FLOAT);
    double score = loss.computeScore(x(), z(), f, null, true);
    double tolerance = 1e-5 * Math.max(1, Math.abs(score));
    assertThat(loss.computeScore(x, z, f, null, true)).isCloseTo(score, within(tolerance));
    INDArray gradient = loss.computeGradient(x, z, f, null);
    assertThat(gradient.dataType()).isEqualTo(DataType.FLOAT);
    INDArray expected = loss.computeGradient(x(), z(), f, null);
    assertThat(gradient.castTo(DataType.DOUBLE).equalsWithEps(expected, 1e-4))
        .as("equal gradients")
        .isTrue();
    Pair<Double, INDArray> both = loss.computeGradientAndScore(x, z, f, null, true);
    assertThat(both.getFirst()).isCloseTo(score, within(tolerance));
    assertThat(both.getSecond()).isEqualTo(gradient);
  }

  /** The scores, too: a setting that gets lost shows there, whatever equals looks at. */
  private void json() {
    SettingsInJson settings = new SettingsInJson(loss, ILossFunction.class);
    settings.assertKept();
    ILossFunction copy = (ILossFunction) settings.copy();
    IActivation f = activation.getActivationFunction();
    assertThat(copy.computeScore(x(), z(), f, null, true))
        .as("score of the loss that JSON has kept")
        .isEqualTo(loss.computeScore(x(), z(), f, null, true));
    ComputationGraphConfiguration graph =
        autoencoder.graph(new Adam(0.01), true).getConfiguration();
    ComputationGraphConfiguration after = ComputationGraphConfiguration.fromJson(graph.toJson());
    assertThat(after).isEqualTo(graph);
    assertThat(after.toJson()).isEqualTo(graph.toJson());
    MultiLayerConfiguration list =
        autoencoder.list(new Adam(0.01), true).getLayerWiseConfigurations();
    assertThat(MultiLayerConfiguration.fromJson(list.toJson())).isEqualTo(list);
  }

  private void equality() {
    new SettingsInJson(loss, ILossFunction.class).assertAllCount();
  }

  private void workspaces() {
    assertThat(trained(WorkspaceMode.ENABLED)).isEqualTo(trained(WorkspaceMode.NONE));
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
