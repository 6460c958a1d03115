package org.autoencoderzoo.testing;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.autoencoderzoo.layers.Convolution;
import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.layers.ReconstructionOutput;
import org.autoencoderzoo.layers.TiedDecoder;
import org.autoencoderzoo.losses.BernoulliCrossEntropy;
import org.autoencoderzoo.penalties.Penalty;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.DynamicTest;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * What a penalty must pass: all that a layer must ({@link LayerChecks}), on a dense layer and on a
 * convolution that have it, and an exact gradient on encoders whose weights a tied decoder shares.
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
    Supplier<Dense.Builder> dense =
        () -> Dense.builder().activation(activation).penalties(penalties);
    Supplier<Convolution.Builder> convolution =
        () ->
            Convolution.builder()
                .kernelSize(3, 2)
                .stride(2, 1)
                .padding(1, 1)
                .activation(activation)
                .penalties(penalties);
    return Stream.of(
            named("dense: ", LayerChecks.of(units -> dense.get().nOut(units).build())),
            named(
                "convolution: ",
                LayerChecks.ofImages(units -> convolution.get().nOut(units).build())),
            Stream.of(
                dynamicTest(
                    "gradient on a tied dense encoder with weight decay",
                    () ->
                        tied(
                            dense.get().nOut(4).withVisibleBias().withoutInputEpsilon().build(),
                            InputType.feedForward(5),
                            5)),
                dynamicTest(
                    "gradient on a tied convolution with weight decay",
                    () ->
                        tied(
                            convolution
                                .get()
                                .nOut(2)
                                .withVisibleBias()
                                .withoutInputEpsilon()
                                .build(),
                            InputType.convolutional(4, 3, 2),
                            2,
                            4,
                            3))))
        .flatMap(tests -> tests);
  }

  private static Stream<DynamicTest> named(String prefix, Stream<DynamicTest> tests) {
    return tests.map(test -> dynamicTest(prefix + test.getDisplayName(), test.getExecutable()));
  }

  private static void tied(Layer encoder, InputType inputType, long... shape) {
    ComputationGraph network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .seed(11)
                .updater(new Sgd(1))
                .l2(0.1)
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(inputType)
                .addLayer("code", encoder, "input")
                .addVertex("decoder", new TiedDecoder("code", shape), "code")
                .addLayer(
                    "reconstruction",
                    ReconstructionOutput.of(new BernoulliCrossEntropy(), Activation.SIGMOID),
                    "decoder")
                .setOutputs("reconstruction")
                .build());
    network.init();
    long[] batch = LongStream.concat(LongStream.of(4), Arrays.stream(shape)).toArray();
    GradientCheck.assertExact(network, Draw.uniform(7, batch), null, null);
  }
}
