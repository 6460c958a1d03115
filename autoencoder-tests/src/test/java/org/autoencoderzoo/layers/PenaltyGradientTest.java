package org.autoencoderzoo.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.autoencoderzoo.DoublePrecision;
import org.autoencoderzoo.losses.BernoulliCrossEntropy;
import org.autoencoderzoo.losses.SquaredError;
import org.autoencoderzoo.penalties.ActivationL1;
import org.autoencoderzoo.penalties.Contraction;
import org.autoencoderzoo.penalties.HessianContraction;
import org.autoencoderzoo.penalties.KlSparsity;
import org.autoencoderzoo.penalties.Penalty;
import org.autoencoderzoo.penalties.QuadraticSparsity;
import org.autoencoderzoo.penalties.StochasticContraction;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The gradient of every penalty, alone and together, wherever its layer may stand. */
@ExtendWith(DoublePrecision.class)
class PenaltyGradientTest {

  private static final INDArray MASK = Nd4j.createFromArray(new double[][] {{1}, {0}, {1}, {1}});

  private static final Penalty[][] PENALTIES = {
    {new KlSparsity(0.2, 0.7)},
    {new QuadraticSparsity(0.2, 0.7)},
    {new ActivationL1(0.3)},
    {new Contraction(0.5)},
    {new StochasticContraction(0.5, 0.3)},
    {new HessianContraction(0.5, 0.3, 2)},
    {
      new KlSparsity(0.1, 0.2),
      new Contraction(0.1),
      new StochasticContraction(0.2, 0.1),
      new HessianContraction(0.3, 0.2, 1)
    }
  };

  static Stream<Arguments> cases() {
    Stream.Builder<Arguments> cases = Stream.builder();
    for (Penalty[] penalties : PENALTIES) {
      for (Activation f :
          new Activation[] {
            Activation.SIGMOID, Activation.TANH, Activation.SOFTPLUS, Activation.ELU
          }) {
        boolean needsBounded =
            Stream.of(penalties)
                .anyMatch(p -> p instanceof KlSparsity || p instanceof QuadraticSparsity);
        if (needsBounded && f != Activation.SIGMOID && f != Activation.TANH) {
          continue;
        }
        for (boolean miniBatch : new boolean[] {true, false}) {
          for (boolean masked : new boolean[] {false, true}) {
            cases.add(Arguments.of(penalties, f, miniBatch, masked));
          }
        }
      }
    }
    return cases.build();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void onATiedEncoder(Penalty[] penalties, Activation f, boolean miniBatch, boolean masked) {
    check(
        new ComputationGraph(
            Networks.graph(Networks.base().miniBatch(miniBatch).l2(0.1))
                .addLayer(
                    "code",
                    Networks.encoder(f).withVisibleBias().penalties(penalties).build(),
                    "input")
                .addVertex("decoder", new TiedDecoder("code", Networks.INPUTS), "code")
                .addLayer(
                    "reconstruction",
                    ReconstructionOutput.of(new BernoulliCrossEntropy(), Activation.SIGMOID),
                    "decoder")
                .setOutputs("reconstruction")
                .build()),
        masked);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void onALaterLayer(Penalty[] penalties, Activation f, boolean miniBatch, boolean masked) {
    check(
        new ComputationGraph(
            Networks.graph(Networks.base().miniBatch(miniBatch))
                .addLayer("below", Networks.encoder(Activation.TANH).build(), "input")
                .addLayer(
                    "code",
                    Dense.builder().nOut(3).activation(f).penalties(penalties).build(),
                    "below")
                .addLayer(
                    "decoder",
                    Dense.builder().nOut(Networks.INPUTS).activation(Activation.IDENTITY).build(),
                    "code")
                .addLayer(
                    "reconstruction",
                    ReconstructionOutput.of(new SquaredError(), Activation.IDENTITY),
                    "decoder")
                .setOutputs("reconstruction")
                .build()),
        masked);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void inAMultiLayerNetwork(Penalty[] penalties, Activation f, boolean miniBatch, boolean masked) {
    NeuralNetConfiguration.Builder base = Networks.base().miniBatch(miniBatch);
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            base.list()
                .layer(Networks.encoder(f).penalties(penalties).build())
                .layer(
                    Dense.builder().nOut(Networks.INPUTS).activation(Activation.IDENTITY).build())
                .layer(ReconstructionOutput.of(new SquaredError(), Activation.IDENTITY))
                .setInputType(InputType.feedForward(Networks.INPUTS))
                .build());
    network.init();
    INDArray x = Networks.inputs(4);
    assertThat(
            GradientCheckUtil.checkGradients(
                new GradientCheckUtil.MLNConfig()
                    .net(network)
                    .input(x)
                    .labels(x)
                    .inputMask(masked ? MASK : null)
                    .labelMask(masked ? MASK : null)
                    .epsilon(1e-6)
                    .maxRelError(1e-5)
                    .minAbsoluteError(1e-9)
                    .print(GradientCheckUtil.PrintMode.FAILURES_ONLY)))
        .isTrue();
  }

  private static void check(ComputationGraph network, boolean masked) {
    network.init();
    INDArray x = Networks.inputs(4);
    INDArray[] mask = masked ? new INDArray[] {MASK} : null;
    assertThat(
            GradientCheckUtil.checkGradients(
                new GradientCheckUtil.GraphConfig()
                    .net(network)
                    .inputs(new INDArray[] {x})
                    .labels(new INDArray[] {x})
                    .inputMask(mask)
                    .labelMask(mask)
                    .epsilon(1e-6)
                    .maxRelError(1e-5)
                    .minAbsoluteError(1e-9)
                    .print(GradientCheckUtil.PrintMode.FAILURES_ONLY)))
        .isTrue();
  }
}
