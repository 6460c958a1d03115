package org.autoencoderzoo.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.autoencoderzoo.testing.LayerNetworks.EXAMPLES;
import static org.autoencoderzoo.testing.LayerNetworks.LAYER;
import static org.autoencoderzoo.testing.LayerNetworks.initialized;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.autoencoderzoo.layers.Convolution;
import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.losses.SquaredError;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.DynamicTest;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * What a hidden layer must pass: exact gradients as the first layer and as a later one, in a graph
 * and in a list, with and without a mask, {@code miniBatch} true and false, and in single
 * precision; nothing of the rows that a mask leaves out, and a penalty that is a mean over the
 * others; round trips through JSON, a file and a clone; {@code equals} that looks at every setting;
 * the same result with and without workspaces; and silence inside a frozen layer.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> myLayer() {
 *   return LayerChecks.of(units -> new MyLayer.Builder().nOut(units).build());
 * }
 * }</pre>
 */
public final class LayerChecks {

  private static final INDArray MASK = Nd4j.createFromArray(new double[][] {{1}, {0}, {1}, {1}});

  /** It stands above the layer and is large: its gradient tells nothing of the layer's. */
  private static final Set<String> DECODER = Set.of("decoder_W", "decoder_b");

  private final LayerNetworks networks;

  private LayerChecks(LayerNetworks networks) {
    this.networks = networks;
  }

  /**
   * All checks of a layer.
   *
   * @param layer gives a fresh configuration of the layer with so many units; settings that are not
   *     the default make the round trips worth something
   * @return the checks, to be returned from a {@code @TestFactory}
   */
  public static Stream<DynamicTest> of(IntFunction<? extends Layer> layer) {
    Layer below = Dense.builder().nOut(4).activation(Activation.TANH).build();
    return new LayerChecks(new LayerNetworks(layer, InputType.feedForward(5), below, null)).all();
  }

  /**
   * All checks of an encoder whose weights a tied decoder shares, but for lists of layers, which
   * have no tied decoders.
   *
   * @param encoder gives a fresh configuration with so many units, built {@code withVisibleBias()}
   * @return the checks, to be returned from a {@code @TestFactory}
   */
  public static Stream<DynamicTest> ofTied(IntFunction<? extends Layer> encoder) {
    Layer below = Dense.builder().nIn(5).nOut(4).activation(Activation.TANH).build();
    Layer above = Dense.builder().nOut(5).activation(Activation.IDENTITY).build();
    return new LayerChecks(new LayerNetworks(encoder, InputType.feedForward(5), below, above))
        .all();
  }

  /**
   * All checks of an encoder of images whose weights a tied decoder shares, as {@link #ofTied}.
   *
   * @param encoder gives a fresh configuration with so many channels, built {@code
   *     withVisibleBias()}; the images are 4 high and 3 wide, with one channel or two
   * @return the checks, to be returned from a {@code @TestFactory}
   */
  public static Stream<DynamicTest> ofTiedImages(IntFunction<? extends Layer> encoder) {
    InputType input = InputType.convolutional(4, 3, 1);
    Layer below = ofSameSize().nIn(1).nOut(2).activation(Activation.TANH).build();
    Layer above = ofSameSize().nOut(1).activation(Activation.IDENTITY).build();
    return new LayerChecks(new LayerNetworks(encoder, input, below, above)).all();
  }

  private static Convolution.Builder ofSameSize() {
    return Convolution.builder().convolutionMode(ConvolutionMode.Same);
  }

  /**
   * All checks of a layer that reads images.
   *
   * @param layer gives a fresh configuration of the layer with so many channels; the images are 4
   *     high and 3 wide, with one channel or two
   * @return the checks, to be returned from a {@code @TestFactory}
   */
  public static Stream<DynamicTest> ofImages(IntFunction<? extends Layer> layer) {
    Layer below = ofSameSize().nOut(2).activation(Activation.TANH).build();
    InputType input = InputType.convolutionalFlat(4, 3, 1);
    return new LayerChecks(new LayerNetworks(layer, input, below, null)).all();
  }

  private Stream<DynamicTest> all() {
    return Stream.concat(
        gradients(),
        Stream.of(
            dynamicTest("gradient in single precision", this::singlePrecision),
            dynamicTest("rows that a mask leaves out change nothing", this::masked),
            dynamicTest("the penalty is a mean over the rows that count", this::mean),
            dynamicTest("JSON keeps every setting", this::json),
            dynamicTest("equals looks at every setting", this::equality),
            dynamicTest("a saved network goes on training alike", this::file),
            dynamicTest("a clone goes on training alike", this::cloned),
            dynamicTest("workspaces change nothing", this::workspaces),
            dynamicTest("inputs are not modified", this::unmodified),
            dynamicTest("a frozen layer adds nothing to the score", this::frozen)));
  }

  private Stream<DynamicTest> gradients() {
    Stream.Builder<DynamicTest> tests = Stream.builder();
    for (boolean miniBatch : new boolean[] {true, false}) {
      for (INDArray mask : new INDArray[] {null, MASK}) {
        String how = ", miniBatch " + miniBatch + (mask == null ? "" : ", masked");
        tests.add(
            dynamicTest(
                "gradient as the first layer of a graph" + how,
                () ->
                    GradientCheck.assertExact(
                        initialized(networks.first(miniBatch)), x(), mask, mask, DECODER)));
        tests.add(
            dynamicTest(
                "gradient as a later layer of a graph" + how,
                () ->
                    GradientCheck.assertExact(
                        initialized(networks.later(new Sgd(1), miniBatch)),
                        x(),
                        mask,
                        mask,
                        DECODER)));
        if (!networks.isTied()) {
          tests.add(
              dynamicTest(
                  "gradient in a list of layers" + how,
                  () -> {
                    MultiLayerNetwork network = new MultiLayerNetwork(networks.list(miniBatch));
                    network.init();
                    GradientCheck.assertExact(network, x(), mask, mask, Set.of("1_W", "1_b"));
                  }));
        }
      }
    }
    return tests.build();
  }

  private void singlePrecision() {
    ComputationGraph network = initialized(networks.first(DataType.FLOAT, false));
    GradientCheck.assertAlongItself(network, x().castTo(DataType.FLOAT));
  }

  /** Beside rows that are masked out, examples give what they give alone. */
  private void masked() {
    INDArray x = x();
    INDArray counting = Nd4j.concat(0, Nd4j.ones(EXAMPLES, 1), Nd4j.zeros(EXAMPLES, 1));
    Gradient one = gradient(Nd4j.concat(0, x, x.rsub(3)), counting, 0);
    Gradient other = gradient(Nd4j.concat(0, x, x.mul(2)), counting, 0);
    one.assertSame(other, "of other rows that are masked out");
    Gradient alone = gradient(x, null, 0);
    boolean isNoisy = !alone.ofParameters().equals(gradient(x, null, 1).ofParameters());
    if (!isNoisy) { // Noise for more rows is other noise for each.
      one.assertSame(alone, "of the rows that count alone");
    }
  }

  private Gradient gradient(INDArray x, INDArray mask, int iteration) {
    ComputationGraph network = initialized(networks.first(false));
    network.getConfiguration().setIterationCount(iteration);
    INDArray[] masks = mask == null ? null : new INDArray[] {mask};
    network.setInputs(x);
    network.setLabels(x);
    network.setLayerMaskArrays(masks, masks);
    network.computeGradientAndScore();
    return new Gradient(network.score(), network.gradient().gradient());
  }

  private record Gradient(double score, INDArray ofParameters) {

    void assertSame(Gradient expected, String of) {
      assertThat(score)
          .as("score %s", of)
          .isCloseTo(expected.score, within(1e-10 * Math.abs(expected.score)));
      assertThat(ofParameters.equalsWithEps(expected.ofParameters, 1e-10))
          .as("gradient equals that %s", of)
          .isTrue();
    }
  }

  /**
   * Of examples that come twice, each half has the penalty of the whole. Where the penalty has
   * noise, the halves have noise of their own, and the whole has about their mean.
   */
  private void mean() {
    INDArray twice = Nd4j.concat(0, x(), x());
    INDArray first = Nd4j.concat(0, Nd4j.ones(EXAMPLES, 1), Nd4j.zeros(EXAMPLES, 1));
    double ofAll = penalty(twice, null);
    double ofFirst = penalty(twice, first);
    double ofSecond = penalty(twice, first.rsub(1));
    assertThat(ofAll)
        .isCloseTo(
            (ofFirst + ofSecond) / 2,
            within(1e-10 * Math.abs(ofAll) + Math.abs(ofFirst - ofSecond) / 2));
  }

  private double penalty(INDArray x, INDArray mask) {
    ComputationGraph network = initialized(networks.first(true));
    network.score(new DataSet(x, x, mask, mask), false);
    return network.getLayer(LAYER).calcRegularizationScore(true);
  }

  private void json() {
    ComputationGraphConfiguration before = networks.later(new Sgd(1), true);
    ComputationGraphConfiguration after = ComputationGraphConfiguration.fromJson(before.toJson());
    assertThat(after).isEqualTo(before);
    assertThat(after.toJson()).isEqualTo(before.toJson());
    if (!networks.isTied()) {
      MultiLayerConfiguration list = networks.list(true);
      assertThat(MultiLayerConfiguration.fromJson(list.toJson())).isEqualTo(list);
    }
    settings().assertKept();
  }

  private void equality() {
    settings().assertAllCount();
  }

  private SettingsInJson settings() {
    return new SettingsInJson(networks.layer().apply(3), Layer.class);
  }

  private void file() {
    ComputationGraph original = trained(adam());
    ComputationGraph restored;
    try {
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      ModelSerializer.writeModel(original, file, true);
      restored =
          ModelSerializer.restoreComputationGraph(
              new ByteArrayInputStream(file.toByteArray()), true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    step(original);
    step(restored);
    assertThat(restored.params()).isEqualTo(original.params());
  }

  private void cloned() {
    ComputationGraph original = trained(adam());
    ComputationGraph clone = original.clone();
    // Deeplearning4j's clone forgets the iteration, which Adam and our noise need.
    clone.getConfiguration().setIterationCount(original.getIterationCount());
    INDArray before = original.params().dup();
    step(clone);
    assertThat(original.params()).isEqualTo(before);
    step(original);
    assertThat(clone.params()).isEqualTo(original.params());
  }

  private void workspaces() {
    ComputationGraphConfiguration without = adam();
    without.setTrainingWorkspaceMode(WorkspaceMode.NONE);
    without.setInferenceWorkspaceMode(WorkspaceMode.NONE);
    assertThat(trained(adam()).params()).isEqualTo(trained(without).params());
  }

  private void unmodified() {
    ComputationGraph network = initialized(networks.first(true));
    INDArray x = x();
    network.fit(new INDArray[] {x}, new INDArray[] {x});
    network.output(x);
    assertThat(x).isEqualTo(x());
  }

  private void frozen() {
    ComputationGraph network =
        new TransferLearning.GraphBuilder(initialized(networks.first(true)))
            .setFeatureExtractor(LAYER)
            .build();
    INDArray x = x();
    double score = network.score(new DataSet(x, x), false);
    double loss =
        new SquaredError()
            .computeScore(
                x,
                network.outputSingle(x),
                Activation.IDENTITY.getActivationFunction(),
                null,
                true);
    assertThat(score).isCloseTo(loss, within(1e-12 * loss));
    Map<String, INDArray> before = new HashMap<>();
    network.getLayer(LAYER).paramTable().forEach((name, param) -> before.put(name, param.dup()));
    network.fit(new INDArray[] {x}, new INDArray[] {x});
    assertThat(network.getLayer(LAYER).paramTable()).containsExactlyInAnyOrderEntriesOf(before);
  }

  private ComputationGraphConfiguration adam() {
    return networks.later(new Adam(0.01), true);
  }

  private ComputationGraph trained(ComputationGraphConfiguration configuration) {
    ComputationGraph network = initialized(configuration);
    for (int i = 0; i < 3; i++) {
      step(network);
    }
    return network;
  }

  private void step(ComputationGraph network) {
    network.fit(new INDArray[] {x()}, new INDArray[] {x()});
  }

  private INDArray x() {
    return networks.x();
  }
}
