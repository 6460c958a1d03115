package org.autoencoderzoo.testing;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.autoencoderzoo.layers.Convolution;
import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.layers.ReconstructionOutput;
import org.autoencoderzoo.layers.TiedDecoder;
import org.autoencoderzoo.layers.TopK;
import org.autoencoderzoo.losses.BernoulliCrossEntropy;
import org.autoencoderzoo.losses.SquaredError;
import org.autoencoderzoo.penalties.Penalty;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
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

  /**
   * All checks of penalties on a dense decoder, {@code y = f(h V + c)}, which see the code h as
   * {@code input()}, V as {@code weights()}, and the reconstruction as {@code code()}: what a layer
   * must pass, and exact gradients above a code, and above a code of which a selection keeps few
   * units.
   *
   * @param activation of the decoder, smooth
   * @param penalties one, or several that are to add up
   * @return the checks, to be returned from a {@code @TestFactory}
   */
  public static Stream<DynamicTest> ofDecoder(Activation activation, Penalty... penalties) {
    Supplier<Dense.Builder> decoder =
        () -> Dense.builder().activation(activation).penalties(penalties);
    return Stream.concat(
        named("decoder: ", LayerChecks.of(units -> decoder.get().nOut(units).build())),
        Stream.of(
            dynamicTest(
                "gradient on the decoder above a code with weight decay",
                () -> above(code().build(), decoder.get().nOut(5).build())),
            dynamicTest(
                "gradient on the decoder above a selection with weight decay",
                () ->
                    above(
                        code().select(TopK.of(2)).build(),
                        decoder.get().nOut(5).afterSelection().build()))));
  }

  private static Dense.Builder code() {
    return Dense.builder().nOut(4).activation(Activation.SIGMOID).withoutInputEpsilon();
  }

  private static void above(Layer code, Layer decoder) {
    ComputationGraph network =
        network(
            InputType.feedForward(5),
            graph -> graph.addLayer("code", code, "input").addLayer("decoder", decoder, "code"),
            ReconstructionOutput.of(new SquaredError(), Activation.IDENTITY));
    GradientCheck.assertExact(network, Draw.uniform(7, 4, 5), null, null);
  }

  private static Stream<DynamicTest> named(String prefix, Stream<DynamicTest> tests) {
    return tests.map(test -> dynamicTest(prefix + test.getDisplayName(), test.getExecutable()));
  }

  private static void tied(Layer encoder, InputType inputType, long... shape) {
    ComputationGraph network =
        network(
            inputType,
            graph ->
                graph
                    .addLayer("code", encoder, "input")
                    .addVertex("decoder", new TiedDecoder("code", shape), "code"),
            ReconstructionOutput.of(new BernoulliCrossEntropy(), Activation.SIGMOID));
    long[] batch = LongStream.concat(LongStream.of(4), Arrays.stream(shape)).toArray();
    GradientCheck.assertExact(network, Draw.uniform(7, batch), null, null);
  }

  /** With weight decay; the vertex "decoder" gives what the output reads. */
  private static ComputationGraph network(
      InputType inputType, UnaryOperator<GraphBuilder> autoencoder, Layer output) {
    GraphBuilder graph =
        new NeuralNetConfiguration.Builder()
            .dataType(DataType.DOUBLE)
            .seed(11)
            .updater(new Sgd(1))
            .l2(0.1)
            .graphBuilder()
            .addInputs("input")
            .setInputTypes(inputType);
    ComputationGraph network =
        new ComputationGraph(
            autoencoder
                .apply(graph)
                .addLayer("reconstruction", output, "decoder")
                .setOutputs("reconstruction")
                .build());
    network.init();
    return network;
  }
}
