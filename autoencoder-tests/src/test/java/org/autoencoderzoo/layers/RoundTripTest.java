package org.autoencoderzoo.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.util.function.Supplier;
import org.autoencoderzoo.layers.EncoderSettings.InputGradient;
import org.autoencoderzoo.losses.BernoulliCrossEntropy;
import org.autoencoderzoo.losses.SquaredError;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;

/**
 * JSON, files and clones keep every setting, every parameter, and the ability to go on training.
 */
class RoundTripTest {

  enum Network {
    TIED(() -> Networks.tied(Networks.base(new Adam(0.01)), Activation.TANH)),
    CONVOLUTION(RoundTripTest::tiedConvolution),
    STACK(() -> Networks.stack(Networks.base(new Adam(0.01)), Activation.SOFTPLUS)),
    DEEP(() -> Networks.deep(Networks.base(new Adam(0.01)), Activation.ELU));

    final Supplier<ComputationGraphConfiguration> configuration;

    Network(Supplier<ComputationGraphConfiguration> configuration) {
      this.configuration = configuration;
    }
  }

  @ParameterizedTest
  @EnumSource
  void jsonKeepsTheConfiguration(Network network) {
    ComputationGraphConfiguration before = network.configuration.get();
    ComputationGraphConfiguration after = ComputationGraphConfiguration.fromJson(before.toJson());
    assertThat(after).isEqualTo(before);
    assertThat(after.toJson()).isEqualTo(before.toJson());
  }

  @Test
  void jsonKeepsSettingsThatAreNotTheDefault() {
    ComputationGraphConfiguration after =
        ComputationGraphConfiguration.fromJson(
            Networks.tied(Networks.base(), Activation.TANH).toJson());
    Dense code = (Dense) layer(after, "code");
    assertThat(code.settings().visibleBias()).isTrue();
    assertThat(code.settings().inputGradient()).isEqualTo(InputGradient.NONE);
    TiedDecoder decoder = (TiedDecoder) after.getVertices().get("decoder");
    assertThat(decoder.getEncoder()).isEqualTo("code");
    assertThat(decoder.getShape()).containsExactly(Networks.INPUTS);
    ReconstructionOutput output = (ReconstructionOutput) layer(after, "reconstruction");
    assertThat(output.getLossFn()).isEqualTo(new BernoulliCrossEntropy());
    assertThat(output.getActivationFn()).isEqualTo(Activation.SIGMOID.getActivationFunction());
  }

  @Test
  void multiLayerJsonKeepsTheConfiguration() {
    MultiLayerConfiguration before = Networks.list(Networks.base(), Activation.SIGMOID);
    assertThat(MultiLayerConfiguration.fromJson(before.toJson())).isEqualTo(before);
  }

  @Test
  void configurationsThatDifferAreNotEqual() {
    assertThat(Dense.builder().nIn(3).nOut(2).build())
        .isEqualTo(Dense.builder().nIn(3).nOut(2).build())
        .isNotEqualTo(Dense.builder().nIn(3).nOut(2).withVisibleBias().build())
        .isNotEqualTo(Dense.builder().nIn(3).nOut(2).withoutInputEpsilon().build());
    assertThat(new TiedDecoder("a", 3))
        .isEqualTo(new TiedDecoder("a", 3).clone())
        .isNotEqualTo(new TiedDecoder("b", 3))
        .isNotEqualTo(new TiedDecoder("a", 4));
    assertThat(ReconstructionOutput.of(new SquaredError(), Activation.IDENTITY))
        .isNotEqualTo(ReconstructionOutput.of(new BernoulliCrossEntropy(), Activation.IDENTITY));
  }

  @ParameterizedTest
  @EnumSource
  void savedNetworkGoesOnTrainingAsIfNothingHappened(Network network, @TempDir File folder)
      throws IOException {
    ComputationGraph original = trained(network.configuration.get());
    File file = new File(folder, "network.zip");
    ModelSerializer.writeModel(original, file, true);
    ComputationGraph restored = ModelSerializer.restoreComputationGraph(file, true);
    assertThat(restored.params()).isEqualTo(original.params());
    step(original);
    step(restored);
    assertThat(restored.params()).isEqualTo(original.params());
  }

  @ParameterizedTest
  @EnumSource
  void cloneGoesOnTrainingOnItsOwn(Network network) {
    ComputationGraph original = trained(network.configuration.get());
    ComputationGraph clone = original.clone();
    // Deeplearning4j's clone forgets the iteration, which Adam needs.
    clone.getConfiguration().setIterationCount(original.getIterationCount());
    INDArray before = original.params().dup();
    step(clone);
    assertThat(original.params()).isEqualTo(before);
    step(original);
    assertThat(clone.params()).isEqualTo(original.params());
  }

  @ParameterizedTest
  @EnumSource
  void workspacesChangeNothing(Network network) {
    INDArray[] params = new INDArray[2];
    for (WorkspaceMode mode : new WorkspaceMode[] {WorkspaceMode.ENABLED, WorkspaceMode.NONE}) {
      ComputationGraphConfiguration configuration = network.configuration.get();
      configuration.setTrainingWorkspaceMode(mode);
      configuration.setInferenceWorkspaceMode(mode);
      params[mode.ordinal() % 2] = trained(configuration).params();
    }
    assertThat(params[0]).isEqualTo(params[1]);
  }

  private static ComputationGraph trained(ComputationGraphConfiguration configuration) {
    ComputationGraph network = new ComputationGraph(configuration);
    network.init();
    for (int i = 0; i < 3; i++) {
      step(network);
    }
    return network;
  }

  /** Its images are one pixel wide. */
  private static ComputationGraphConfiguration tiedConvolution() {
    return Networks.base(new Adam(0.01))
        .graphBuilder()
        .addInputs("input")
        .setInputTypes(InputType.convolutional(Networks.INPUTS, 1, 1))
        .addLayer(
            "code",
            Convolution.builder()
                .nOut(3)
                .kernelSize(2, 1)
                .stride(2, 1)
                .activation(Activation.SIGMOID)
                .withVisibleBias()
                .build(),
            "input")
        .addVertex("decoder", new TiedDecoder("code", 1, Networks.INPUTS, 1), "code")
        .addLayer(
            "reconstruction",
            ReconstructionOutput.of(new BernoulliCrossEntropy(), Activation.SIGMOID),
            "decoder")
        .setOutputs("reconstruction")
        .build();
  }

  private static void step(ComputationGraph network) {
    boolean readsImages = network.getLayer(0).conf().getLayer() instanceof Convolution;
    INDArray rows = Networks.inputs(6);
    INDArray x = readsImages ? rows.reshape(6, 1, Networks.INPUTS, 1) : rows;
    network.fit(new INDArray[] {x}, new INDArray[] {x});
  }

  private static org.deeplearning4j.nn.conf.layers.Layer layer(
      ComputationGraphConfiguration configuration, String name) {
    return ((LayerVertex) configuration.getVertices().get(name)).getLayerConf().getLayer();
  }
}
