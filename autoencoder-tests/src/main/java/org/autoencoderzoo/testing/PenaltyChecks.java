package org.autoencoderzoo.testing;

import static org.autoencoderzoo.testing.Check.check;
import static org.autoencoderzoo.testing.Check.within;

import java.util.Arrays;
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
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * What a penalty must pass: all that a layer must ({@link LayerChecks}), on a dense layer and on a
 * convolution that have it; a gradient of its own that is exact, however small it is beside the
 * loss; finite numbers on a layer of one unit; that it leaves the code as it is; and an exact
 * gradient on encoders whose weights a tied decoder shares.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> myPenalty() {
 *   return PenaltyChecks.of(Activation.SIGMOID, new MyPenalty(0.3));
 * }
 * }</pre>
 */
public final class PenaltyChecks {

  private static final String TIED =
      "On an encoder whose weights a tied decoder shares, the gradient of the weights' norms"
          + " (addSquaredWeightNormGradient) comes on top of that of the decoder.";

  private static final String DECODER =
      "On a decoder the code is encoding.input(), and its gradient addInputGradient; the decoder's"
          + " weights are weights() and addWeightGradient; the reconstruction is code() and"
          + " addCodeGradient.";

  private static final InputType ROWS = InputType.feedForward(5);
  private static final InputType IMAGES = InputType.convolutional(4, 3, 2);

  private final Activation activation;
  private final Penalty[] penalties;

  private PenaltyChecks(Activation activation, Penalty... penalties) {
    this.activation = activation;
    this.penalties = penalties;
  }

  /**
   * All checks of penalties.
   *
   * @param activation of the layer, smooth
   * @param penalties one, or several that are to add up
   * @return the checks, to be returned from a {@code @TestFactory}
   */
  public static Stream<DynamicTest> of(Activation activation, Penalty... penalties) {
    PenaltyChecks with = new PenaltyChecks(activation, penalties);
    return Stream.of(
            within("dense: ", LayerChecks.of(with::denseOf)),
            within("dense: ", LayerChecks.ofPenalty(with::denseOf)),
            within("convolution: ", LayerChecks.ofImages(with::convolutionOf)),
            within("convolution: ", LayerChecks.ofPenaltyOnImages(with::convolutionOf)),
            with.ofPenalties())
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
    PenaltyChecks with = new PenaltyChecks(activation, penalties);
    return Stream.of(
            within("decoder: ", LayerChecks.of(with::denseOf)),
            within("decoder: ", LayerChecks.ofPenalty(with::denseOf)),
            Stream.of(
                check(
                    "gradient on the decoder above a code with weight decay",
                    DECODER,
                    () -> above(code().build(), with.dense().nOut(5).build())),
                check(
                    "gradient on the decoder above a selection with weight decay",
                    DECODER,
                    () ->
                        above(
                            code().select(TopK.of(2)).build(),
                            with.dense().nOut(5).afterSelection().build()))))
        .flatMap(tests -> tests);
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

  private Stream<DynamicTest> ofPenalties() {
    PenaltyChecks without = new PenaltyChecks(activation);
    return Stream.of(
        check(
            "the code is not modified",
            "apply must leave encoding.code() and the other arrays of the encoding as they are:"
                + " mul, not muli, and dup() before the functions of Transforms that write to their"
                + " argument.",
            () -> {
              unmodified(tiedDense(), without.tiedDense(), ROWS, 5);
              unmodified(tiedConvolution(), without.tiedConvolution(), IMAGES, 2, 4, 3);
            }),
        check(
            "gradient on a tied dense encoder with weight decay",
            TIED,
            () -> tied(tiedDense(), ROWS, 5)),
        check(
            "gradient on a tied convolution with weight decay",
            TIED,
            () -> tied(tiedConvolution(), IMAGES, 2, 4, 3)));
  }

  private Layer denseOf(int units) {
    return dense().nOut(units).build();
  }

  private Layer convolutionOf(int channels) {
    return convolution().nOut(channels).build();
  }

  private Layer tiedDense() {
    return dense().nOut(4).withVisibleBias().withoutInputEpsilon().build();
  }

  private Layer tiedConvolution() {
    return convolution().nOut(2).withVisibleBias().withoutInputEpsilon().build();
  }

  private Dense.Builder dense() {
    return Dense.builder().activation(activation).penalties(penalties);
  }

  private Convolution.Builder convolution() {
    return Convolution.builder()
        .kernelSize(3, 2)
        .stride(2, 1)
        .padding(1, 1)
        .activation(activation)
        .penalties(penalties);
  }

  /** The network computes what it computes without penalties. */
  private static void unmodified(Layer with, Layer without, InputType inputType, long... shape) {
    INDArray x = Draw.uniform(7, batch(shape));
    Comparison.equal(
        "The outputs of a network with the penalty",
        tiedNetwork(with, inputType, shape).output(true, x)[0],
        "those without it",
        tiedNetwork(without, inputType, shape).output(true, x)[0]);
  }

  private static void tied(Layer encoder, InputType inputType, long... shape) {
    GradientCheck.assertExact(
        tiedNetwork(encoder, inputType, shape), Draw.uniform(7, batch(shape)), null, null);
  }

  private static long[] batch(long... shape) {
    return LongStream.concat(LongStream.of(4), Arrays.stream(shape)).toArray();
  }

  private static ComputationGraph tiedNetwork(Layer encoder, InputType inputType, long... shape) {
    return network(
        inputType,
        graph ->
            graph
                .addLayer("code", encoder, "input")
                .addVertex("decoder", new TiedDecoder("code", shape), "code"),
        ReconstructionOutput.of(new BernoulliCrossEntropy(), Activation.SIGMOID));
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
