package org.autoencoderzoo.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.autoencoderzoo.DoublePrecision;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.losses.SquaredError;
import org.autoencoderzoo.penalties.ActivationL1;
import org.autoencoderzoo.penalties.Contraction;
import org.autoencoderzoo.penalties.KlSparsity;
import org.autoencoderzoo.penalties.Penalty;
import org.autoencoderzoo.penalties.QuadraticSparsity;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Bugs that published implementations of these autoencoders have or had, and that ours has not. */
@ExtendWith(DoublePrecision.class)
class BugsOfOtherLibrariesTest {

  private static final int EXAMPLES = 7;
  private static final INDArray X =
      RandomExamples.normal(DataType.DOUBLE, EXAMPLES, Networks.INPUTS);

  static Stream<Penalty> deterministicPenalties() {
    return Stream.of(
        new KlSparsity(0.1, 1),
        new QuadraticSparsity(0.1, 1),
        new ActivationL1(1),
        new Contraction(1));
  }

  /** A linear encoder has J = W^T: twice the weights, four times the penalty, not sixteen times. */
  @Test
  void penaltySquaredAfterSumming() {
    MultiLayerNetwork network = network(Activation.IDENTITY, new Contraction(1));
    double once = penalty(network, X);
    network.getParam("0_W").muli(2);
    assertThat(penalty(network, X)).isCloseTo(4 * once, within(1e-10));
  }

  /** Seven examples: a quotient of integers would be 0. */
  @Test
  void integerDivisionInTheAveragedJacobian() {
    MultiLayerNetwork network = network(Activation.SIGMOID, new Contraction(1));
    double sum = 0;
    for (int n = 0; n < EXAMPLES; n++) {
      sum += penalty(network, X.get(NDArrayIndex.interval(n, n + 1)));
    }
    assertThat(penalty(network, X)).isPositive().isCloseTo(sum / EXAMPLES, within(1e-10));
  }

  /** A unit that is on for one half of the examples and off for the other has the rate 0.5. */
  @Test
  void klOfEachExampleInsteadOfTheBatchMean() {
    MultiLayerNetwork network = network(Activation.SIGMOID, new KlSparsity(0.5, 1));
    network.getParam("0_W").assign(100);
    network.getParam("0_b").assign(0);
    INDArray onAndOff = Nd4j.ones(DataType.DOUBLE, 2, Networks.INPUTS);
    onAndOff.getRow(1).negi();
    assertThat(network.feedForward(onAndOff).get(1).toDoubleMatrix()[0])
        .containsOnly(new double[] {1}, within(1e-12));
    assertThat(penalty(network, onAndOff)).isCloseTo(0, within(1e-9));
  }

  @Test
  void klAppliedToTheDecoder() {
    INDArray[] code = new INDArray[2];
    INDArray[] decoder = new INDArray[2];
    for (int i = 0; i < 2; i++) {
      Penalty[] penalties = i == 0 ? new Penalty[0] : new Penalty[] {new KlSparsity(0.1, 3)};
      MultiLayerNetwork network = network(Activation.SIGMOID, penalties);
      network.setInput(X);
      network.setLabels(X);
      network.computeGradientAndScore();
      code[i] = network.gradient().getGradientFor("0_W").dup();
      decoder[i] = network.gradient().getGradientFor("1_W").dup();
    }
    assertThat(decoder[1]).isEqualTo(decoder[0]);
    assertThat(code[1]).isNotEqualTo(code[0]);
  }

  @Test
  void weightsTiedAtTheStartOnly() {
    ComputationGraph network =
        new ComputationGraph(Networks.tied(Networks.base(), Activation.SIGMOID));
    network.init();
    INDArray x = Networks.inputs(6);
    INDArray before = network.getParam("code_W").dup();
    network.fit(new INDArray[] {x}, new INDArray[] {x});
    INDArray w = network.getParam("code_W");
    assertThat(w).isNotEqualTo(before);
    INDArray code = network.feedForward(x, false).get("code");
    INDArray expected = code.mmul(w.transpose()).addRowVector(network.getParam("code_vb"));
    assertThat(network.feedForward(x, false).get("decoder").equalsWithEps(expected, 1e-12))
        .isTrue();
  }

  /** A batch that holds every example twice has the same score and makes the same step. */
  @ParameterizedTest
  @MethodSource("deterministicPenalties")
  void penaltyDividedByTheBatchSizeTwice(Penalty penalty) {
    MultiLayerNetwork once = network(Activation.SIGMOID, penalty);
    MultiLayerNetwork twice = network(Activation.SIGMOID, penalty);
    INDArray doubled = Nd4j.vstack(X, X);
    assertThat(penalty(twice, doubled)).isCloseTo(penalty(once, X), within(1e-10));
    once.fit(X, X);
    twice.fit(doubled, doubled);
    assertThat(twice.params().equalsWithEps(once.params(), 1e-12)).isTrue();
  }

  /** The score with the penalty, less the loss. */
  private static double penalty(MultiLayerNetwork network, INDArray x) {
    double loss =
        new SquaredError()
            .computeScore(
                x, network.output(x), Activation.IDENTITY.getActivationFunction(), null, true);
    return network.score(new DataSet(x, x), false) - loss;
  }

  private static MultiLayerNetwork network(Activation f, Penalty... penalties) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            Networks.base()
                .list()
                .layer(Networks.encoder(f).penalties(penalties).build())
                .layer(
                    Dense.builder().nOut(Networks.INPUTS).activation(Activation.IDENTITY).build())
                .layer(ReconstructionOutput.of(new SquaredError(), Activation.IDENTITY))
                .setInputType(InputType.feedForward(Networks.INPUTS))
                .build());
    network.init();
    return network;
  }
}
