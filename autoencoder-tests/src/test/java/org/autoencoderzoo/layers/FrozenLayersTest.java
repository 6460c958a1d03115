package org.autoencoderzoo.layers;

import java.util.Set;
import java.util.stream.Stream;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.SquaredErrorNetwork;
import org.autoencoderzoo.corruption.MaskingNoise;
import org.autoencoderzoo.penalties.Contraction;
import org.autoencoderzoo.testing.GradientCheck;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Sgd;

/** A frozen layer that passes gradients on passes exact ones, of what it does at inference. */
class FrozenLayersTest {

  private static final Set<String> FROZEN = Set.of("frozen_W", "frozen_b", "frozen_vb");

  static Stream<Layer> layers() {
    return Stream.of(
        dense().build(),
        dense().penalties(new Contraction(0.1)).build(),
        dense().select(TopK.of(2).withAlpha(1.5)).build(),
        dense().dropOut(new MaskingNoise(0.5, 1)).build(),
        SelectionLayer.of(TopK.of(2)),
        Convolution.builder().nOut(2).kernelSize(3, 3).activation(Activation.SIGMOID).build(),
        TransposedConvolution.builder(2, 6, 5)
            .kernelSize(3, 3)
            .activation(Activation.TANH)
            .build());
  }

  private static Dense.Builder dense() {
    return Dense.builder().nOut(4).activation(Activation.TANH);
  }

  @ParameterizedTest
  @MethodSource("layers")
  void gradientBelowAFrozenLayerIsExact(Layer layer) {
    GradientCheck.assertExact(
        network(new FrozenLayerWithBackprop(layer)),
        RandomExamples.uniform(DataType.DOUBLE, 3, 12),
        null,
        null,
        FROZEN);
  }

  /** The decoder is trained by nobody either, but the layer below both is. */
  @ParameterizedTest
  @MethodSource("org.autoencoderzoo.layers.FrozenLayersTest#tiedEncoders")
  void gradientBelowAFrozenTiedEncoderIsExact(Dense layer) {
    ComputationGraph network =
        SquaredErrorNetwork.of(
            graph(InputType.feedForward(12))
                .addLayer("below", dense().nOut(6).build(), "input")
                .addLayer("frozen", new FrozenLayerWithBackprop(layer), "below")
                .addVertex("again", new TiedDecoder("frozen", 6), "frozen")
                .addLayer("decoder", dense().nOut(12).build(), "again"));
    GradientCheck.assertExact(
        network, RandomExamples.uniform(DataType.DOUBLE, 3, 12), null, null, FROZEN);
  }

  static Stream<Dense> tiedEncoders() {
    return Stream.of(
        dense().withVisibleBias().build(),
        dense().withVisibleBias().penalties(new Contraction(0.1)).build(),
        dense().withVisibleBias().select(TopK.of(2)).build());
  }

  private static ComputationGraph network(FrozenLayerWithBackprop frozen) {
    boolean readsImages = frozen.getUnderlying() instanceof ConvolutionLayer;
    Layer below =
        readsImages
            ? Convolution.builder()
                .nOut(2)
                .kernelSize(3, 3)
                .convolutionMode(ConvolutionMode.Same)
                .activation(Activation.TANH)
                .build()
            : dense().nOut(6).build();
    return SquaredErrorNetwork.of(
        graph(readsImages ? InputType.convolutionalFlat(4, 3, 1) : InputType.feedForward(12))
            .addLayer("below", below, "input")
            .addLayer("frozen", frozen, "below")
            .addLayer("decoder", dense().nOut(12).build(), "frozen"));
  }

  private static GraphBuilder graph(InputType input) {
    return new NeuralNetConfiguration.Builder()
        .dataType(DataType.DOUBLE)
        .seed(5)
        .updater(new Sgd(1))
        .graphBuilder()
        .addInputs("input")
        .setInputTypes(input);
  }
}
