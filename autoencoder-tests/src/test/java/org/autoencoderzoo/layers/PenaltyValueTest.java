package org.autoencoderzoo.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.autoencoderzoo.DoublePrecision;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.losses.SquaredError;
import org.autoencoderzoo.penalties.ActivationL1;
import org.autoencoderzoo.penalties.Contraction;
import org.autoencoderzoo.penalties.HessianContraction;
import org.autoencoderzoo.penalties.KlSparsity;
import org.autoencoderzoo.penalties.Penalty;
import org.autoencoderzoo.penalties.QuadraticSparsity;
import org.autoencoderzoo.penalties.StochasticContraction;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationRReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** The value of every penalty against its definition, written out; and the limits of each. */
@ExtendWith(DoublePrecision.class)
class PenaltyValueTest {

  private static final int EXAMPLES = 7;
  private static final INDArray X =
      RandomExamples.normal(DataType.DOUBLE, EXAMPLES, Networks.INPUTS);

  @Test
  void klSparsityIsTheDivergenceOfTheMeanActivation() {
    double rho = 0.2;
    double expected = 0;
    double[][] h = codes(Activation.SIGMOID);
    for (int j = 0; j < Networks.UNITS; j++) {
      double r = mean(h, j);
      expected += rho * Math.log(rho / r) + (1 - rho) * Math.log((1 - rho) / (1 - r));
    }
    assertThat(value(new KlSparsity(rho, 3), Activation.SIGMOID))
        .isCloseTo(3 * expected, within(1e-10));
  }

  @Test
  void klSparsityOfTanhUsesTheRescaledMean() {
    double rho = 0.2;
    double expected = 0;
    double[][] h = codes(Activation.TANH);
    for (int j = 0; j < Networks.UNITS; j++) {
      double r = (1 + mean(h, j)) / 2;
      expected += rho * Math.log(rho / r) + (1 - rho) * Math.log((1 - rho) / (1 - r));
    }
    assertThat(value(new KlSparsity(rho, 1), Activation.TANH)).isCloseTo(expected, within(1e-10));
  }

  @Test
  void klSparsityIsZeroExactlyAtTheWantedRate() {
    MultiLayerNetwork network = network(Activation.SIGMOID, new KlSparsity(0.5, 3));
    network.getParam("0_W").assign(0);
    network.getParam("0_b").assign(0); // sigmoid(0) = 0.5 for every example
    assertThat(penalty(network)).isZero();
    network.getParam("0_b").assign(0.01);
    assertThat(penalty(network)).isPositive();
  }

  /** However far out: no infinity, no NaN. */
  @ParameterizedTest
  @CsvSource({"-1000", "1000"})
  void klSparsityIsFiniteForDeadAndSaturatedUnits(double bias) {
    MultiLayerNetwork network = network(Activation.SIGMOID, new KlSparsity(0.05, 3));
    network.getParam("0_b").assign(bias);
    assertThat(penalty(network)).isPositive().isFinite();
    network.setInput(X);
    network.setLabels(X);
    network.computeGradientAndScore();
    INDArray gradient = network.gradient().gradient();
    assertThat(gradient.sumNumber().doubleValue()).isFinite();
  }

  /** Descent raises the bias of a dead unit and lowers that of a saturated one. */
  @ParameterizedTest
  @CsvSource({"-15", "15"})
  void klSparsityLeadsDeadAndSaturatedUnitsBack(double bias) {
    MultiLayerNetwork network = network(Activation.SIGMOID, new KlSparsity(0.05, 3));
    network.params().assign(0); // A decoder of zeros passes on no gradient of the loss.
    network.getParam("0_b").assign(bias);
    network.setInput(X);
    network.setLabels(X);
    network.computeGradientAndScore();
    for (double gradient : network.gradient().getGradientFor("0_b").toDoubleVector()) {
      assertThat(Math.signum(gradient)).isEqualTo(Math.signum(bias));
      assertThat(Math.abs(gradient)).isGreaterThan(1e-3);
    }
  }

  @Test
  void quadraticSparsityIsHalfTheSquaredDistance() {
    double expected = 0;
    double[][] h = codes(Activation.SIGMOID);
    for (int j = 0; j < Networks.UNITS; j++) {
      expected += Math.pow(mean(h, j) - 0.2, 2);
    }
    assertThat(value(new QuadraticSparsity(0.2, 3), Activation.SIGMOID))
        .isCloseTo(3 / 2.0 * expected, within(1e-12));
  }

  @Test
  void activationL1IsTheMeanOverExamplesOfTheSumOverUnits() {
    double expected = 0;
    for (double[] row : codes(Activation.TANH)) {
      for (double h : row) {
        expected += Math.abs(h) / EXAMPLES;
      }
    }
    assertThat(value(new ActivationL1(3), Activation.TANH)).isCloseTo(3 * expected, within(1e-12));
  }

  @ParameterizedTest
  @EnumSource(names = {"SIGMOID", "TANH", "SOFTPLUS", "ELU", "RELU", "IDENTITY"})
  void contractionIsTheSquaredJacobianByFiniteDifferences(Activation f) {
    double step = 1e-5;
    double expected = 0;
    for (int i = 0; i < Networks.INPUTS; i++) {
      double[][] plus = codes(f, shifted(i, step));
      double[][] minus = codes(f, shifted(i, -step));
      for (int n = 0; n < EXAMPLES; n++) {
        for (int j = 0; j < Networks.UNITS; j++) {
          expected += Math.pow((plus[n][j] - minus[n][j]) / (2 * step), 2) / EXAMPLES;
        }
      }
    }
    assertThat(value(new Contraction(3), f)).isCloseTo(3 * expected, within(1e-7 * 3 * expected));
  }

  /** Rifai et al. (2011): for small noise, {@code E ||h(x) - h(x+e)||^2 = sigma^2 ||J||^2}. */
  @Test
  void stochasticContractionTendsToContraction() {
    INDArray many = RandomExamples.normal(DataType.DOUBLE, 20_000, Networks.INPUTS);
    double[] ratios = new double[3];
    double[] sigmas = {0.3, 0.03, 0.003};
    double contraction = penalty(network(Activation.SIGMOID, new Contraction(1)), many);
    for (int i = 0; i < 3; i++) {
      double stochastic =
          penalty(network(Activation.SIGMOID, new StochasticContraction(1, sigmas[i])), many);
      ratios[i] = stochastic / (sigmas[i] * sigmas[i] * contraction);
    }
    assertThat(ratios[2]).isCloseTo(1, within(0.02));
    assertThat(ratios[1]).isCloseTo(1, within(0.02));
  }

  @Test
  void hessianContractionIsZeroForALinearEncoder() {
    Penalty penalty = new HessianContraction(1, 0.3, 3);
    assertThat(value(penalty, Activation.IDENTITY)).isZero();
    assertThat(value(penalty, Activation.SIGMOID)).isPositive();
  }

  @Test
  void hessianContractionAveragesItsCorruptedInputs() {
    INDArray many = RandomExamples.normal(DataType.DOUBLE, 20_000, Networks.INPUTS);
    double one = penalty(network(Activation.SIGMOID, new HessianContraction(1, 0.3, 1)), many);
    double four = penalty(network(Activation.SIGMOID, new HessianContraction(1, 0.3, 4)), many);
    assertThat(four).isCloseTo(one, within(0.03 * one)).isNotEqualTo(one);
  }

  @Test
  void noiseIsFixedAtInferenceAndFreshInTraining() {
    MultiLayerNetwork network = network(Activation.SIGMOID, new StochasticContraction(1, 0.3));
    assertThat(penalty(network)).isEqualTo(penalty(network));
    network.setInput(X);
    network.setLabels(X);
    network.computeGradientAndScore();
    double first = network.score();
    network.computeGradientAndScore();
    assertThat(network.score()).as("same iteration").isEqualTo(first);
    network.getLayerWiseConfigurations().setIterationCount(1);
    network.computeGradientAndScore();
    assertThat(network.score()).as("next iteration").isNotEqualTo(first);
  }

  @Test
  void jsonKeepsPenalties() {
    Penalty[] all = {
      new KlSparsity(0.3, 0.4),
      new QuadraticSparsity(0.3, 0.4),
      new ActivationL1(0.3),
      new Contraction(0.3),
      new StochasticContraction(0.3, 0.4),
      new HessianContraction(0.3, 0.4, 5)
    };
    MultiLayerConfiguration before = configuration(Activation.SIGMOID, all);
    MultiLayerConfiguration after = MultiLayerConfiguration.fromJson(before.toJson());
    assertThat(((Dense) after.getConf(0).getLayer()).settings().penalties())
        .isEqualTo(List.of(all));
    assertThat(after)
        .isEqualTo(before)
        .isNotEqualTo(configuration(Activation.SIGMOID, new KlSparsity(0.3, 0.5)));
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new KlSparsity(0, 1))
        .hasMessageStartingWith("rho is 0.0, must be between");
    assertThatThrownBy(() -> new KlSparsity(1, 1)).hasMessageStartingWith("rho is 1.0");
    assertThatThrownBy(() -> new KlSparsity(0.1, -1))
        .hasMessage("beta is -1.0, must be at least 0");
    assertThatThrownBy(() -> new QuadraticSparsity(0.1, Double.NaN))
        .hasMessageContaining("lambda is NaN");
    assertThatThrownBy(() -> new ActivationL1(-1)).hasMessageContaining("lambda is -1.0");
    assertThatThrownBy(() -> new Contraction(-1)).hasMessageContaining("lambda is -1.0");
    assertThatThrownBy(() -> new StochasticContraction(1, 0))
        .hasMessage("sigma is 0.0, must be above 0");
    assertThatThrownBy(() -> new HessianContraction(1, 1, 0))
        .hasMessage("corruptedInputs is 0, must be at least 1");
  }

  @Test
  void activationsThatAPenaltyCannotServeAreRefusedAtBuild() {
    assertThatThrownBy(() -> encoder(Activation.RELU, new KlSparsity(0.1, 1)).build())
        .hasMessageContaining("relu is not bounded; use sigmoid or tanh");
    assertThatThrownBy(() -> encoder(Activation.SWISH, new Contraction(1)).build())
        .hasMessageContaining("needs the second derivative");
    assertThatThrownBy(() -> encoder(Activation.SOFTMAX, new Contraction(1)).build())
        .hasMessageStartingWith("activation is softmax, which is not elementwise");
    assertThatThrownBy(() -> encoder(Activation.RRELU).build())
        .hasMessageStartingWith("activation is rrelu, whose slopes are random; use leakyrelu");
    assertThatThrownBy(() -> new TiedDecoder("code", new long[] {4}, new ActivationRReLU()))
        .hasMessageStartingWith("activation is rrelu");
    assertThatThrownBy(
            () ->
                encoder(Activation.SIGMOID, new Contraction(1))
                    .weightNoise(new DropConnect(0.5))
                    .build())
        .hasMessageContaining("remove the weight noise");
  }

  private static double value(Penalty penalty, Activation f) {
    return penalty(network(f, penalty));
  }

  private static double penalty(MultiLayerNetwork network) {
    return penalty(network, X);
  }

  /** The score with the penalty, less the loss. */
  private static double penalty(MultiLayerNetwork network, INDArray x) {
    double score = network.score(new DataSet(x, x), false);
    double loss =
        new SquaredError()
            .computeScore(
                x, network.output(x), Activation.IDENTITY.getActivationFunction(), null, true);
    double penalty = score - loss;
    return Math.abs(penalty) < 1e-14 * score ? 0 : penalty;
  }

  private static double[][] codes(Activation f) {
    return codes(f, X);
  }

  private static double[][] codes(Activation f, INDArray x) {
    return network(f).feedForward(x, false).get(1).toDoubleMatrix();
  }

  private static INDArray shifted(int input, double step) {
    INDArray shifted = X.dup();
    shifted.getColumn(input).addi(step);
    return shifted;
  }

  private static double mean(double[][] rows, int column) {
    double sum = 0;
    for (double[] row : rows) {
      sum += row[column];
    }
    return sum / rows.length;
  }

  private static Dense.Builder encoder(Activation f, Penalty... penalties) {
    return Networks.encoder(f).penalties(penalties);
  }

  private static MultiLayerNetwork network(Activation f, Penalty... penalties) {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration(f, penalties));
    network.init();
    network.getParam("0_b").assign(Nd4j.createFromArray(new double[] {0.1, -0.2, 0.3, 0.4}));
    return network;
  }

  private static MultiLayerConfiguration configuration(Activation f, Penalty... penalties) {
    return Networks.base()
        .list()
        .layer(encoder(f, penalties).build())
        .layer(Dense.builder().nOut(Networks.INPUTS).activation(Activation.IDENTITY).build())
        .layer(ReconstructionOutput.of(new SquaredError(), Activation.IDENTITY))
        .setInputType(InputType.feedForward(Networks.INPUTS))
        .build();
  }
}
