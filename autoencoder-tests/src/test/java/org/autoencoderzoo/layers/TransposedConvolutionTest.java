package org.autoencoderzoo.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.autoencoderzoo.DoublePrecision;
import org.autoencoderzoo.losses.SquaredError;
import org.autoencoderzoo.penalties.Contraction;
import org.autoencoderzoo.testing.GradientCheck;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
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

/** The transposed convolution against Deeplearning4j's, sizes that it lacks, and refusals. */
@ExtendWith(DoublePrecision.class)
class TransposedConvolutionTest {

  private static final int CHANNELS = 3;
  private static final int HEIGHT = 4;
  private static final int WIDTH = 3;

  /** Same parameters, same step: output and gradient agree. */
  @ParameterizedTest
  @CsvSource({
    "3, 1, 0, 1, Truncate, 6, 5",
    "3, 2, 1, 1, Truncate, 7, 5",
    "3, 2, 0, 1, Truncate, 9, 7",
    "2, 3, 0, 1, Truncate, 11, 8",
    "3, 1, 2, 2, Truncate, 4, 3",
    "3, 2, 0, 1, Same, 8, 6",
    "2, 2, 0, 1, Same, 8, 6",
    "4, 1, 0, 1, Same, 4, 3"
  })
  void computesWhatDeeplearning4jComputes(
      int kernel,
      int stride,
      int padding,
      int dilation,
      ConvolutionMode mode,
      int height,
      int width) {
    Layer ours =
        TransposedConvolution.builder(2, height, width)
            .kernelSize(kernel, kernel)
            .stride(stride, stride)
            .padding(padding, padding)
            .dilation(dilation, dilation)
            .convolutionMode(mode)
            .activation(Activation.TANH)
            .build();
    Layer theirs =
        new Deconvolution2D.Builder(kernel, kernel)
            .nOut(2)
            .stride(stride, stride)
            .padding(padding, padding)
            .dilation(dilation, dilation)
            .convolutionMode(mode)
            .activation(Activation.TANH)
            .build();
    ComputationGraph a = network(ours);
    ComputationGraph b = network(theirs);
    assertThat(a.getLayer("image").getParam("W").shape())
        .containsExactly(b.getLayer("image").getParam("W").shape());
    b.setParams(a.params());
    INDArray x = codes(4);
    assertThat(image(a, x).shape()).containsExactly(4, 2, height, width);
    assertThat(image(a, x).equalsWithEps(image(b, x), 1e-12)).isTrue();
    INDArray target = Nd4j.rand(DataType.DOUBLE, image(a, x).shape());
    Networks.assertOneStepIsTheSame(a, b, x, target);
  }

  /** {@code <W x, z> = <x, W^T z>}, for every size that the stride leads to the same code. */
  @ParameterizedTest
  @CsvSource({
    "3, 2, 1, Truncate, 7, 5",
    "3, 2, 1, Truncate, 8, 6",
    "2, 3, 0, Truncate, 13, 8",
    "3, 2, 0, Same, 7, 6",
    "3, 2, 1, Strict, 7, 5"
  })
  void turnsTheConvolutionRound(
      int kernel, int stride, int padding, ConvolutionMode mode, int height, int width) {
    ComputationGraph transposed =
        network(
            TransposedConvolution.builder(2, height, width)
                .kernelSize(kernel, kernel)
                .stride(stride, stride)
                .padding(padding, padding)
                .convolutionMode(mode)
                .activation(Activation.IDENTITY)
                .build());
    Convolution convolution =
        Convolution.builder()
            .nOut(CHANNELS)
            .kernelSize(kernel, kernel)
            .stride(stride, stride)
            .padding(padding, padding)
            .convolutionMode(mode)
            .activation(Activation.IDENTITY)
            .build();
    ComputationGraph forward = network(convolution, InputType.convolutional(height, width, 2));
    forward.getLayer("image").setParam("W", transposed.getLayer("image").getParam("W"));
    INDArray z = codes(2);
    INDArray x = Nd4j.rand(DataType.DOUBLE, 2, 2, height, width);
    double expected = image(forward, x).mul(z).sumNumber().doubleValue();
    assertThat(image(transposed, z).mul(x).sumNumber().doubleValue())
        .isCloseTo(expected, within(1e-10 * Math.abs(expected)));
  }

  @Test
  void gradientsOfAWholeAutoencoderAreExact() {
    ComputationGraph network =
        new ComputationGraph(
            Networks.base()
                .l2(0.01)
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(InputType.convolutional(6, 5, 1))
                .addLayer(
                    "code",
                    Convolution.builder()
                        .nOut(3)
                        .stride(2, 2)
                        .padding(1, 1)
                        .activation(Activation.TANH)
                        .withoutInputEpsilon()
                        .build(),
                    "input")
                .addLayer("below", strided(2, 6, 5).build(), "code")
                .addLayer(
                    "above",
                    TransposedConvolution.builder(1, 6, 5)
                        .convolutionMode(ConvolutionMode.Same)
                        .activation(Activation.IDENTITY)
                        .build(),
                    "below")
                .addLayer(
                    "output",
                    ReconstructionOutput.of(new SquaredError(), Activation.SIGMOID),
                    "above")
                .setOutputs("output")
                .build());
    network.init();
    Nd4j.getRandom().setSeed(7);
    GradientCheck.assertExact(network, Nd4j.rand(DataType.DOUBLE, 3, 1, 6, 5), null, null);
  }

  /** The norm of what leads to a unit, by applying the layer to one unit of the code at a time. */
  @Test
  void contractionUsesTheWeightsThatLeadToEachPixel() {
    double lambda = 0.7;
    ComputationGraph network =
        network(
            strided(2, 7, 6)
                .activation(Activation.IDENTITY)
                .penalties(new Contraction(lambda))
                .build());
    int units = CHANNELS * HEIGHT * WIDTH;
    INDArray each = Nd4j.eye(units).castTo(DataType.DOUBLE).reshape(units, CHANNELS, HEIGHT, WIDTH);
    INDArray columns = image(network, each);
    image(network, codes(2));
    double expected = lambda * columns.mul(columns).sumNumber().doubleValue();
    assertThat(network.getLayer("image").calcRegularizationScore(true))
        .isCloseTo(expected, within(1e-10 * expected));
  }

  @Test
  void jsonKeepsSettingsThatAreNotTheDefault() {
    TransposedConvolution before =
        strided(2, 8, 5)
            .withoutInputEpsilon()
            .select(TopK.of(2).within(TopK.Within.CHANNEL))
            .penalties(new Contraction(0.1))
            .build();
    ComputationGraph network = network(before);
    ComputationGraphConfiguration after =
        ComputationGraphConfiguration.fromJson(network.getConfiguration().toJson());
    TransposedConvolution restored =
        (TransposedConvolution)
            ((LayerVertex) after.getVertices().get("image")).getLayerConf().getLayer();
    assertThat(restored.settings()).isEqualTo(before.settings());
    assertThat(restored.imageShape()).containsExactly(2, 8, 5);
    assertThat(after).isEqualTo(network.getConfiguration());
    assertThat(before.clone()).isEqualTo(before);
    assertThat(strided(2, 8, 5).build())
        .isEqualTo(strided(2, 8, 5).build())
        .hasSameHashCodeAs(strided(2, 8, 5).build())
        .isNotEqualTo(strided(2, 7, 5).build())
        .isNotEqualTo(strided(2, 8, 6).build())
        .isNotEqualTo(strided(2, 8, 5).withoutInputEpsilon().build());
  }

  @Test
  void settingsOutOfRangeAreRefusedAtBuild() {
    assertThatThrownBy(() -> TransposedConvolution.builder(0, 7, 5).build())
        .hasMessageContaining("channels is 0, must be at least 1");
    assertThatThrownBy(() -> strided(2, 0, 5).build())
        .hasMessageContaining("height is 0, must be at least 1");
    assertThatThrownBy(() -> strided(2, 7, -1).build())
        .hasMessageContaining("width is -1, must be at least 1");
    assertThatThrownBy(() -> strided(2, 7, 4).kernelSize(3, 7).build())
        .hasMessageContaining("width is 4, must be at least 5, for the kernel");
    assertThatThrownBy(() -> strided(2, 7, 5).stride(0, 1).build())
        .hasMessageContaining("stride (height) is [0, 1], must be at least 1");
    assertThatThrownBy(() -> strided(2, 7, 5).hasBias(false).build())
        .hasMessageContaining("hasBias is false");
    assertThatThrownBy(() -> strided(2, 7, 5).withVisibleBias().build())
        .hasMessageContaining("withVisibleBias() is for an encoder");
    assertThatThrownBy(() -> strided(2, 7, 5).activation(Activation.SOFTMAX).build())
        .hasMessageContaining("activation is softmax, which is not elementwise");
    assertThatThrownBy(
            () -> strided(2, 2, 2).select(TopK.of(9).within(TopK.Within.CHANNEL)).build())
        .hasMessageContaining("keeps more than the 4 units that there are");
  }

  @Test
  void sizesThatTheInputCannotLeadToAreRefused() {
    assertThatThrownBy(() -> network(strided(2, 9, 5).build()))
        .hasMessageContaining("\"image\": height is 9, must be in [7, 8] for an input of height 4");
    assertThatThrownBy(() -> network(strided(2, 8, 4).build()))
        .hasMessageContaining("width is 4, must be in [5, 6] for an input of width 3");
    assertThatThrownBy(
            () -> network(strided(2, 8, 5).convolutionMode(ConvolutionMode.Strict).build()))
        .hasMessageContaining("height is 8, must be 7 for an input of height 4");
    assertThatThrownBy(
            () ->
                network(strided(2, 7, 5).build())
                    .outputSingle(Nd4j.rand(DataType.DOUBLE, 2, CHANNELS, 5, WIDTH)))
        .hasMessageContaining("Input of shape [2, 3, 5, 3], expected [N, 3, 4, 3]");
  }

  @Test
  void imagesWithTheChannelsLastAreRefused() {
    assertThatThrownBy(
            () ->
                network(
                    strided(2, 7, 5).build(),
                    InputType.convolutional(HEIGHT, WIDTH, CHANNELS, CNN2DFormat.NHWC)))
        .hasMessageContaining("use CNN2DFormat.NCHW");
  }

  private static INDArray image(ComputationGraph network, INDArray x) {
    return network.feedForward(x, false).get("image");
  }

  private static INDArray codes(int examples) {
    Nd4j.getRandom().setSeed(7);
    return Nd4j.rand(DataType.DOUBLE, examples, CHANNELS, HEIGHT, WIDTH);
  }

  /** Four by three units to seven or eight by five or six pixels. */
  private static TransposedConvolution.Builder strided(int channels, int height, int width) {
    return TransposedConvolution.builder(channels, height, width)
        .stride(2, 2)
        .padding(1, 1)
        .activation(Activation.SIGMOID);
  }

  private static ComputationGraph network(Layer layer) {
    return network(layer, InputType.convolutional(HEIGHT, WIDTH, CHANNELS));
  }

  private static ComputationGraph network(Layer layer, InputType input) {
    ComputationGraph network =
        new ComputationGraph(
            Networks.base()
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(input)
                .addLayer("image", layer, "input")
                .addLayer(
                    "output",
                    ReconstructionOutput.of(new SquaredError(), Activation.IDENTITY),
                    "image")
                .setOutputs("output")
                .build());
    network.init();
    return network;
  }
}
