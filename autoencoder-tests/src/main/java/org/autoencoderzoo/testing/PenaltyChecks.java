package org.autoencoderzoo.testing;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Stream;
import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.layers.ReconstructionOutput;
import org.autoencoderzoo.layers.TiedDecoder;
import org.autoencoderzoo.losses.BernoulliCrossEntropy;
import org.autoencoderzoo.penalties.Penalty;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.DynamicTest;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * What a penalty must pass: all that a layer must ({@link LayerChecks}), on a dense layer that has
 * it, and an exact gradient on an encoder whose weights a tied decoder shares.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> myPenalty() {
 *   return PenaltyChecks.of(Activation.SIGMOID, new MyPenalty(0.3));
 * }
 * }</pre>
 */
public final class PenaltyChecks {

  private PenaltyChecks() {}

  /**
   * All checks of penalties.
   *
   * @param activation of the layer, smooth
   * @param penalties one, or several that are to add up
   * @return the checks, to be returned from a {@code @TestFactory}
   */
  public static Stream<DynamicTest> of(Activation activation, Penalty... penalties) {
    return Stream.concat(
        LayerChecks.of(
            units ->
                Dense.builder().nOut(units).activation(activation).penalties(penalties).build()),
        Stream.of(
            dynamicTest(
                "gradient on a tied encoder with weight decay",
                () -> tiedEncoder(activation, penalties))));
  }

  private static void tiedEncoder(Activation activation, Penalty... penalties) {
    ComputationGraph network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .seed(11)
                .updater(new Sgd(1))
                .l2(0.1)
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(InputType.feedForward(5))
                .addLayer(
                    "code",
                    Dense.builder()
                        .nOut(4)
                        .activation(activation)
                        .penalties(penalties)
                        .withVisibleBias()
                        .withoutInputEpsilon()
                        .build(),
                    "input")
                .addVertex("decoder", new TiedDecoder("code", 5), "code")
                .addLayer(
                    "reconstruction",
                    ReconstructionOutput.of(new BernoulliCrossEntropy(), Activation.SIGMOID),
                    "decoder")
                .setOutputs("reconstruction")
                .build());
    network.init();
    Nd4j.getRandom().setSeed(7);
    INDArray x = Nd4j.rand(DataType.DOUBLE, 4, 5);
    GradientCheck.assertExact(network, x, null, null);
  }
}
