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
 * as they are; JSON; and the same result with and without workspaces.
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
            dynamicTest("JSON keeps every setting", checks::json),
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

  private void json() {
    ComputationGraphConfiguration graph =
        autoencoder.graph(new Adam(0.01), true).getConfiguration();
    ComputationGraphConfiguration after = ComputationGraphConfiguration.fromJson(graph.toJson());
    assertThat(after).isEqualTo(graph);
    assertThat(after.toJson()).isEqualTo(graph.toJson());
    MultiLayerConfiguration list =
        autoencoder.list(new Adam(0.01), true).getLayerWiseConfigurations();
    assertThat(MultiLayerConfiguration.fromJson(list.toJson())).isEqualTo(list);
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
    Nd4j.getRandom().setSeed(8);
    return Nd4j.randn(DataType.DOUBLE, EXAMPLES, INPUTS);
  }
}
