package org.autoencoderzoo.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.autoencoderzoo.DoublePrecision;
import org.autoencoderzoo.losses.SquaredError;
import org.autoencoderzoo.penalties.Contraction;
import org.autoencoderzoo.penalties.HessianContraction;
import org.autoencoderzoo.penalties.KlSparsity;
import org.autoencoderzoo.penalties.Penalty;
import org.autoencoderzoo.testing.GradientCheck;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The convolution against Deeplearning4j's, its penalties by the definition, and its refusals. */
@ExtendWith(DoublePrecision.class)
class ConvolutionTest {

  private static final int CHANNELS = 2;
  private static final int HEIGHT = 6;
  private static final int WIDTH = 5;

  /** Same parameters, same step: output and gradient of both layers agree. */
  @ParameterizedTest
  @CsvSource({
    "3, 1, 0, 1, Truncate",
    "3, 2, 1, 1, Truncate",
    "2, 2, 0, 1, Same",
    "3, 2, 0, 1, Same",
    "3, 1, 2, 2, Truncate",
    "2, 1, 0, 2, Same"
  })
  void computesWhatDeeplearning4jComputes(
      int kernel, int stride, int padding, int dilation, ConvolutionMode mode) {
    Layer ours =
        Convolution.builder()
            .nOut(3)
            .kernelSize(kernel, kernel)
            .stride(stride, stride)
            .padding(padding, padding)
            .dilation(dilation, dilation)
            .convolutionMode(mode)
            .activation(Activation.TANH)
            .build();
    Layer theirs =
        new ConvolutionLayer.Builder(kernel, kernel)
            .nOut(3)
            .stride(stride, stride)
            .padding(padding, padding)
            .dilation(dilation, dilation)
            .convolutionMode(mode)
            .activation(Activation.TANH)
            .build();
    ComputationGraph a = network(ours);
    ComputationGraph b = network(theirs);
    b.setParams(a.params());
    INDArray x = images(4);
    assertThat(a.feedForward(x, false).get("code").equalsWithEps(code(b, x), 1e-12)).isTrue();
    INDArray target = Nd4j.rand(DataType.DOUBLE, code(a, x).shape());
    Networks.assertOneStepIsTheSame(a, b, x, target);
  }

  /** Deeplearning4j's parameters, in the same order. */
  private static ComputationGraph network(Layer layer) {
    ComputationGraph network =
        new ComputationGraph(
            Networks.base()
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(InputType.convolutional(HEIGHT, WIDTH, CHANNELS))
                .addLayer("code", layer, "input")
                .addLayer(
                    "output",
                    ReconstructionOutput.of(new SquaredError(), Activation.IDENTITY),
                    "code")
                .setOutputs("output")
                .build());
    network.init();
    return network;
  }

  /** {@code <W x, z> = <x, W^T z>} for every x and z. */
  @ParameterizedTest
  @CsvSource({"3, 2, 1, Truncate", "3, 2, 0, Same", "2, 3, 0, Truncate", "4, 1, 2, Truncate"})
  void tiedDecoderIsTheTransposedConvolution(
      int kernel, int stride, int padding, ConvolutionMode mode) {
    ComputationGraph network =
        tied(
            Convolution.builder()
                .nOut(3)
                .kernelSize(kernel, kernel)
                .stride(stride, stride)
                .padding(padding, padding)
                .convolutionMode(mode)
                .activation(Activation.IDENTITY));
    INDArray x = images(2);
    INDArray z = code(network, x);
    INDArray back = network.feedForward(x, false).get("decoder");
    assertThat(back.shape()).containsExactly(x.shape());
    double expected = z.mul(z).sumNumber().doubleValue();
    assertThat(back.mul(x).sumNumber().doubleValue()).isCloseTo(expected, within(1e-10 * expected));
  }

  /** Five pixels at stride two: a size that a transposed convolution could not know by itself. */
  @Test
  void tiedDecoderKeepsTheSizeThatTheStrideLoses() {
    ComputationGraph network = tied(strided());
    assertThat(network.outputSingle(images(1)).shape()).containsExactly(1, CHANNELS, HEIGHT, WIDTH);
    ComputationGraphConfiguration after =
        ComputationGraphConfiguration.fromJson(network.getConfiguration().toJson());
    assertThat(((TiedDecoder) after.getVertices().get("decoder")).getShape())
        .containsExactly(CHANNELS, HEIGHT, WIDTH);
  }

  @Test
  void klSparsityComparesTheMeanOfEachChannelOverExamplesAndPositions() {
    INDArray x = images(4);
    ComputationGraph network = tied(strided().penalties(new KlSparsity(0.2, 3)));
    INDArray h = code(network, x);
    double expected = 0;
    for (int channel = 0; channel < h.size(1); channel++) {
      double sum = 0;
      for (int n = 0; n < h.size(0); n++) {
        for (int i = 0; i < h.size(2); i++) {
          for (int j = 0; j < h.size(3); j++) {
            sum += h.getDouble(n, channel, i, j);
          }
        }
      }
      double r = sum / (h.size(0) * h.size(2) * h.size(3));
      expected += 0.2 * Math.log(0.2 / r) + 0.8 * Math.log(0.8 / (1 - r));
    }
    assertThat(penalty(network)).isCloseTo(3 * expected, within(1e-10));
  }

  @Test
  void hessianContractionIsZeroForALinearConvolution() {
    Penalty penalty = new HessianContraction(1, 0.3, 2);
    INDArray x = images(4);
    ComputationGraph linear = tied(strided().activation(Activation.IDENTITY).penalties(penalty));
    ComputationGraph sigmoid = tied(strided().penalties(penalty));
    code(linear, x);
    code(sigmoid, x);
    assertThat(penalty(linear)).isZero();
    assertThat(penalty(sigmoid)).isPositive();
  }

  @Test
  void gradientsOfAStackOfTiedConvolutionsAreExact() {
    ComputationGraph network =
        new ComputationGraph(
            Networks.base()
                .l2(0.01)
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(InputType.convolutional(HEIGHT, WIDTH, CHANNELS))
                .addLayer("below", strided().withVisibleBias().build(), "input")
                .addLayer(
                    "code",
                    Convolution.builder()
                        .nOut(2)
                        .kernelSize(2, 2)
                        .activation(Activation.TANH)
                        .withVisibleBias()
                        .penalties(new Contraction(0.1))
                        .build(),
                    "below")
                .addVertex(
                    "above",
                    new TiedDecoder(
                        "code", new long[] {3, 3, 3}, Activation.SIGMOID.getActivationFunction()),
                    "code")
                .addVertex("decoder", new TiedDecoder("below", CHANNELS, HEIGHT, WIDTH), "above")
                .addLayer(
                    "output",
                    ReconstructionOutput.of(new SquaredError(), Activation.IDENTITY),
                    "decoder")
                .setOutputs("output")
                .build());
    network.init();
    GradientCheck.assertExact(network, images(3), null, null);
  }

  @Test
  void jsonKeepsSettingsThatAreNotTheDefault() {
    Convolution before =
        strided()
            .dilation(2, 2)
            .padding(1, 2)
            .withVisibleBias()
            .withoutInputEpsilon()
            .select(TopK.of(2).within(TopK.Within.CHANNEL), new LifetimeSparsity(0.4))
            .penalties(new Contraction(0.1))
            .build();
    ComputationGraphConfiguration after =
        ComputationGraphConfiguration.fromJson(network(before).getConfiguration().toJson());
    LayerVertex vertex = (LayerVertex) after.getVertices().get("code");
    Convolution restored = (Convolution) vertex.getLayerConf().getLayer();
    assertThat(restored.settings()).isEqualTo(before.settings());
    assertThat(restored.getDilation()).containsExactly(2, 2);
    assertThat(restored.getPadding()).containsExactly(1, 2);
    assertThat(strided().withVisibleBias().build())
        .isEqualTo(strided().withVisibleBias().build())
        .isNotEqualTo(strided().build());
  }

  @Test
  void settingsOutOfRangeAreRefusedAtBuild() {
    assertThatThrownBy(() -> strided().stride(0, 1).build())
        .hasMessageContaining("stride (height) is [0, 1], must be at least 1");
    assertThatThrownBy(() -> strided().padding(1, -1).build())
        .hasMessageContaining("padding (width) is [1, -1], must be at least 0");
    assertThatThrownBy(
            () ->
                strided().padding(0, 0).convolutionMode(ConvolutionMode.Same).stride(1, 4).build())
        .hasMessageContaining("stride (width) is [1, 4], must be at most the reach");
    assertThatThrownBy(() -> strided().hasBias(false).build())
        .hasMessageContaining("hasBias is false");
    assertThatThrownBy(
            () -> strided().activation(Activation.RELU).penalties(new KlSparsity(0.1, 1)).build())
        .hasMessageContaining("relu is not bounded");
    assertThatThrownBy(
            () -> strided().activation(Activation.SOFTMAX).penalties(new Contraction(1)).build())
        .hasMessageContaining("activation is softmax, which is not elementwise");
    assertThatThrownBy(() -> tied(strided().select(TopK.of(10).within(TopK.Within.CHANNEL))))
        .hasMessageContaining("keeps more than the 9 units that there are");
  }

  @Test
  void imagesWithTheChannelsLastAreRefused() {
    assertThatThrownBy(
            () ->
                Networks.base()
                    .graphBuilder()
                    .addInputs("input")
                    .setInputTypes(InputType.convolutional(6, 5, 2, CNN2DFormat.NHWC))
                    .addLayer("code", strided().build(), "input")
                    .setOutputs("code")
                    .build())
        .hasMessageContaining("use CNN2DFormat.NCHW");
  }

  @Test
  void tiedDecoderOfAnotherShapeIsRefused() {
    assertThatThrownBy(() -> tied(strided(), CHANNELS * HEIGHT * WIDTH))
        .hasMessageContaining("it reads examples of shape [2, height, width]");
    assertThatThrownBy(() -> tied(strided(), 4, HEIGHT, WIDTH))
        .hasMessageContaining(
            "it reads examples of shape [2, height, width], this decoder's shape is [4, 6, 5]");
    assertThatThrownBy(() -> tied(strided(), CHANNELS, 20, 20).outputSingle(images(1)))
        .hasMessageContaining("reads a code of shape [1, 3, 3, 3]")
        .hasMessageContaining("makes [1, 3, 10, 10]");
    assertThatThrownBy(() -> new TiedDecoder("code", 2, 3))
        .hasMessage(
            "shape is [2, 3], must be nIn, or channels, height and width of the encoder's input");
  }

  private static double penalty(ComputationGraph network) {
    return network.getLayer("code").calcRegularizationScore(true);
  }

  private static INDArray code(ComputationGraph network, INDArray x) {
    return network.feedForward(x, false).get("code");
  }

  private static INDArray images(int examples) {
    Nd4j.getRandom().setSeed(7);
    return Nd4j.rand(DataType.DOUBLE, examples, CHANNELS, HEIGHT, WIDTH);
  }

  /** Six by five pixels to three by three. */
  private static Convolution.Builder strided() {
    return Convolution.builder().nOut(3).stride(2, 2).padding(1, 1).activation(Activation.SIGMOID);
  }

  private static ComputationGraph tied(Convolution.Builder encoder) {
    return tied(encoder, CHANNELS, HEIGHT, WIDTH);
  }

  private static ComputationGraph tied(Convolution.Builder encoder, long... shape) {
    ComputationGraph network =
        new ComputationGraph(
            Networks.base()
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(InputType.convolutional(HEIGHT, WIDTH, CHANNELS))
                .addLayer("code", encoder.withVisibleBias().build(), "input")
                .addVertex("decoder", new TiedDecoder("code", shape), "code")
                .addLayer(
                    "output",
                    ReconstructionOutput.of(new SquaredError(), Activation.IDENTITY),
                    "decoder")
                .setOutputs("output")
                .build());
    network.init();
    return network;
  }
}
