package org.autoencoderzoo.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
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
import org.autoencoderzoo.layers.ReconstructionOutput;
import org.autoencoderzoo.losses.SquaredError;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
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
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * What a hidden layer must pass: exact gradients as the first layer and as a later one, in a graph
 * and in a list, with and without a mask, {@code miniBatch} true and false; round trips through
 * JSON, a file and a clone; the same result with and without workspaces; and silence inside a
 * frozen layer.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> myLayer() {
 *   return LayerChecks.of(units -> new MyLayer.Builder().nOut(units).build());
 * }
 * }</pre>
 */
public final class LayerChecks {

  private static final int EXAMPLES = 4;
  private static final String LAYER = "layer";
  private static final INDArray MASK = Nd4j.createFromArray(new double[][] {{1}, {0}, {1}, {1}});

  /** It stands above the layer and is large: its gradient tells nothing of the layer's. */
  private static final Set<String> DECODER = Set.of("decoder_W", "decoder_b");

  private final IntFunction<? extends Layer> layer;
  private final InputType input;
  private final Layer below;

  private LayerChecks(IntFunction<? extends Layer> layer, InputType input, Layer below) {
    this.layer = layer;
    this.input = input;
    this.below = below;
  }

  /**
   * All checks of a layer.
   *
   * @param layer gives a fresh configuration of the layer with so many units; settings that are not
   *     the default make the round trips worth something
   * @return the checks, to be returned from a {@code @TestFactory}
   */
  public static Stream<DynamicTest> of(IntFunction<? extends Layer> layer) {
    return new LayerChecks(
            layer,
            InputType.feedForward(5),
            Dense.builder().nOut(4).activation(Activation.TANH).build())
        .all();
  }

  /**
   * All checks of a layer that reads images.
   *
   * @param layer gives a fresh configuration of the layer with so many channels; the images are 4
   *     high and 3 wide, with one channel or two
   * @return the checks, to be returned from a {@code @TestFactory}
   */
  public static Stream<DynamicTest> ofImages(IntFunction<? extends Layer> layer) {
    return new LayerChecks(
            layer,
            InputType.convolutionalFlat(4, 3, 1),
            Convolution.builder()
                .nOut(2)
                .convolutionMode(ConvolutionMode.Same)
                .activation(Activation.TANH)
                .build())
        .all();
  }

  private Stream<DynamicTest> all() {
    return Stream.of(
            gradients(),
            Stream.of(
                dynamicTest("JSON keeps every setting", this::json),
                dynamicTest("a saved network goes on training alike", this::file),
                dynamicTest("a clone goes on training alike", this::cloned),
                dynamicTest("workspaces change nothing", this::workspaces),
                dynamicTest("inputs are not modified", this::unmodified),
                dynamicTest("a frozen layer adds nothing to the score", this::frozen)))
        .flatMap(tests -> tests);
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
                        initialized(first(miniBatch)), x(), mask, mask, DECODER)));
        tests.add(
            dynamicTest(
                "gradient as a later layer of a graph" + how,
                () ->
                    GradientCheck.assertExact(
                        initialized(later(miniBatch)), x(), mask, mask, DECODER)));
        tests.add(
            dynamicTest(
                "gradient in a list of layers" + how,
                () -> {
                  MultiLayerNetwork network = new MultiLayerNetwork(list(miniBatch));
                  network.init();
                  GradientCheck.assertExact(network, x(), mask, mask, Set.of("1_W", "1_b"));
                }));
      }
    }
    return tests.build();
  }

  private void json() {
    ComputationGraphConfiguration before = later(true);
    ComputationGraphConfiguration after = ComputationGraphConfiguration.fromJson(before.toJson());
    assertThat(after).isEqualTo(before);
    assertThat(after.toJson()).isEqualTo(before.toJson());
    assertThat(MultiLayerConfiguration.fromJson(list(true).toJson())).isEqualTo(list(true));
  }

  private void file() {
    ComputationGraph original = trained(graph(new Adam(0.01), true));
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
    ComputationGraph original = trained(graph(new Adam(0.01), true));
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
    ComputationGraphConfiguration with = graph(new Adam(0.01), true);
    ComputationGraphConfiguration without = graph(new Adam(0.01), true);
    without.setTrainingWorkspaceMode(WorkspaceMode.NONE);
    without.setInferenceWorkspaceMode(WorkspaceMode.NONE);
    assertThat(trained(with).params()).isEqualTo(trained(without).params());
  }

  private void unmodified() {
    ComputationGraph network = initialized(first(true));
    INDArray x = x();
    network.fit(new INDArray[] {x}, new INDArray[] {x});
    network.output(x);
    assertThat(x).isEqualTo(x());
  }

  private void frozen() {
    ComputationGraph network =
        new TransferLearning.GraphBuilder(initialized(first(true)))
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

  private ComputationGraphConfiguration first(boolean miniBatch) {
    return decoded(input(new Sgd(1), miniBatch).addLayer(LAYER, layer.apply(4), "input"));
  }

  private ComputationGraphConfiguration later(boolean miniBatch) {
    return graph(new Sgd(1), miniBatch);
  }

  private ComputationGraphConfiguration graph(IUpdater updater, boolean miniBatch) {
    return decoded(
        input(updater, miniBatch)
            .addLayer("below", below.clone(), "input")
            .addLayer(LAYER, layer.apply(3), "below"));
  }

  private MultiLayerConfiguration list(boolean miniBatch) {
    return base(new Sgd(1), miniBatch)
        .list()
        .layer(layer.apply(4))
        .layer(Dense.builder().nOut(inputs()).activation(Activation.IDENTITY).build())
        .layer(ReconstructionOutput.of(new SquaredError(), Activation.IDENTITY))
        .setInputType(input)
        .build();
  }

  private GraphBuilder input(IUpdater updater, boolean miniBatch) {
    return base(updater, miniBatch).graphBuilder().addInputs("input").setInputTypes(input);
  }

  private ComputationGraphConfiguration decoded(GraphBuilder graph) {
    return graph
        .addLayer(
            "decoder",
            Dense.builder().nOut(inputs()).activation(Activation.IDENTITY).build(),
            LAYER)
        .addLayer(
            "reconstruction",
            ReconstructionOutput.of(new SquaredError(), Activation.IDENTITY),
            "decoder")
        .setOutputs("reconstruction")
        .build();
  }

  private static NeuralNetConfiguration.Builder base(IUpdater updater, boolean miniBatch) {
    return new NeuralNetConfiguration.Builder()
        .dataType(DataType.DOUBLE)
        .seed(11)
        .updater(updater)
        .miniBatch(miniBatch);
  }

  private ComputationGraph trained(ComputationGraphConfiguration configuration) {
    ComputationGraph network = initialized(configuration);
    for (int i = 0; i < 3; i++) {
      step(network);
    }
    return network;
  }

  private static ComputationGraph initialized(ComputationGraphConfiguration configuration) {
    ComputationGraph network = new ComputationGraph(configuration);
    network.init();
    return network;
  }

  private void step(ComputationGraph network) {
    network.fit(new INDArray[] {x()}, new INDArray[] {x()});
  }

  private int inputs() {
    return (int) input.arrayElementsPerExample();
  }

  private INDArray x() {
    Nd4j.getRandom().setSeed(7);
    return Nd4j.rand(DataType.DOUBLE, EXAMPLES, inputs());
  }
}
