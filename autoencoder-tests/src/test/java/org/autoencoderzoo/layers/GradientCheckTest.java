package org.autoencoderzoo.layers;

import java.util.stream.Stream;
import org.autoencoderzoo.DoublePrecision;
import org.autoencoderzoo.losses.SquaredError;
import org.autoencoderzoo.testing.GradientCheck;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Analytic gradients equal numeric ones, in double precision, to a relative error under 1e-5. */
@ExtendWith(DoublePrecision.class)
class GradientCheckTest {

  static Stream<Arguments> cases() {
    Stream.Builder<Arguments> cases = Stream.builder();
    for (Activation f :
        new Activation[] {
          Activation.SIGMOID,
          Activation.TANH,
          Activation.ELU,
          Activation.SOFTPLUS,
          Activation.SWISH,
          Activation.IDENTITY
        }) {
      for (boolean miniBatch : new boolean[] {true, false}) {
        for (Mask mask : Mask.values()) {
          cases.add(Arguments.of(f, miniBatch, mask));
        }
      }
    }
    return cases.build();
  }

  enum Mask {
    NONE,
    ROWS,
    FEATURES
  }

  @ParameterizedTest
  @MethodSource("cases")
  void tiedWeights(Activation f, boolean miniBatch, Mask mask) {
    check(Networks.tied(Networks.base().miniBatch(miniBatch).l2(0.1), f), mask);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void stackOfTiedEncoders(Activation f, boolean miniBatch, Mask mask) {
    check(Networks.stack(Networks.base().miniBatch(miniBatch), f), mask);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void firstAndLaterDenseLayers(Activation f, boolean miniBatch, Mask mask) {
    check(Networks.deep(Networks.base().miniBatch(miniBatch), f), mask);
  }

  @Test
  void twoTiedDecodersOfOneEncoderAddUp() {
    check(
        Networks.graph(Networks.base())
            .addLayer("code", Networks.encoder(Activation.TANH).withVisibleBias().build(), "input")
            .addVertex("first", new TiedDecoder("code", Networks.INPUTS), "code")
            .addLayer("back", Dense.builder().nOut(Networks.UNITS).build(), "first")
            .addVertex("second", new TiedDecoder("code", Networks.INPUTS), "back")
            .addLayer(
                "reconstruction",
                ReconstructionOutput.of(new SquaredError(), Activation.TANH),
                "second")
            .setOutputs("reconstruction")
            .build(),
        Mask.NONE);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void multiLayerNetwork(Activation f, boolean miniBatch, Mask mask) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(Networks.list(Networks.base().miniBatch(miniBatch), f));
    network.init();
    GradientCheck.assertExact(network, Networks.inputs(3), null, mask(mask));
  }

  private static void check(ComputationGraphConfiguration configuration, Mask mask) {
    ComputationGraph network = new ComputationGraph(configuration);
    network.init();
    GradientCheck.assertExact(network, Networks.inputs(3), null, mask(mask));
  }

  private static INDArray mask(Mask mask) {
    return switch (mask) {
      case NONE -> null;
      case ROWS -> Nd4j.createFromArray(new double[][] {{1}, {0}, {1}});
      case FEATURES ->
          Nd4j.createFromArray(new double[][] {{1, 0, 1, 1, 0}, {0, 0, 0, 1, 1}, {1, 1, 1, 1, 1}});
    };
  }
}
