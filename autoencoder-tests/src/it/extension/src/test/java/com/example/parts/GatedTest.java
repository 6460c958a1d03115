package com.example.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.layers.ReconstructionOutput;
import org.autoencoderzoo.layers.TiedDecoder;
import org.autoencoderzoo.layers.TopK;
import org.autoencoderzoo.losses.SquaredError;
import org.autoencoderzoo.testing.LayerChecks;
import org.autoencoderzoo.testing.PenaltyChecks;
import org.autoencoderzoo.training.Training;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** A layer with weights, its twin as a SameDiffLayer, and a penalty that sees the decoder. */
class GatedTest {

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> gated() {
    return LayerChecks.of(
        units -> Gated.builder().nOut(units).activation(Activation.TANH).gateBias(1).build());
  }

  @TestFactory
  Stream<DynamicTest> gatedUnderATiedDecoder() {
    return LayerChecks.ofTied(
        units ->
            Gated.builder()
                .nOut(units)
                .activation(Activation.TANH)
                .gateBias(1)
                .withVisibleBias()
                .penalties(new CodeEnergy(0.3))
                .select(TopK.of(2))
                .build());
  }

  @TestFactory
  Stream<DynamicTest> twinPassesAllButTheChecksOfItsGradient() {
    return LayerChecks.of(units -> new GatedSameDiff(units, 1))
        .filter(check -> !isOfGradient(check));
  }

  @TestFactory
  Stream<DynamicTest> twinFailsTheChecksOfItsGradient() {
    return LayerChecks.of(units -> new GatedSameDiff(units, 1))
        .filter(GatedTest::isOfGradient)
        .map(
            check ->
                DynamicTest.dynamicTest(
                    check.getDisplayName(),
                    () ->
                        assertThat(catchThrowable(check.getExecutable()::execute))
                            .isInstanceOf(AssertionError.class)));
  }

  private static boolean isOfGradient(DynamicTest check) {
    return check.getDisplayName().startsWith("gradient");
  }

  /** Deeplearning4j 1.0.0-M2.1: a SameDiffLayer with the same parameters. */
  @Test
  void twinHasTheSameOutputAndTwiceTheGradient() {
    INDArray x = Nd4j.rand(DataType.FLOAT, 20, 6);
    ComputationGraph gated = network(Gated.builder().nOut(4).activation(Activation.TANH).build());
    ComputationGraph twin = network(new GatedSameDiff(4, 0));
    for (String name : new String[] {"W", "V", "b", "c"}) {
      twin.getLayer("code").getParam(name).assign(gated.getLayer("code").getParam(name));
    }
    for (String name : new String[] {"W", "b"}) {
      twin.getLayer("decoder").getParam(name).assign(gated.getLayer("decoder").getParam(name));
    }
    INDArray difference = twin.outputSingle(x).sub(gated.outputSingle(x));
    assertThat(difference.amaxNumber().doubleValue()).isCloseTo(0, within(1e-5));
    for (String name : new String[] {"W", "V", "b", "c"}) {
      INDArray right = gradient(gated, x, name);
      INDArray ofTwin = gradient(twin, x, name).reshape(right.shape());
      assertThat(ofTwin.sub(right.mul(2)).amaxNumber().doubleValue())
          .as(name)
          .isCloseTo(0, within(1e-4 * right.amaxNumber().doubleValue()));
    }
  }

  private static INDArray gradient(ComputationGraph network, INDArray x, String name) {
    network.setInputs(x);
    network.setLabels(x);
    network.computeGradientAndScore();
    return network.gradient().gradientForVariable().get("code_" + name);
  }

  private static ComputationGraph network(Layer code) {
    ComputationGraph network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(InputType.feedForward(6))
                .addLayer("code", code, "input")
                .addLayer(
                    "decoder",
                    Dense.builder().nOut(6).activation(Activation.IDENTITY).build(),
                    "code")
                .addLayer(
                    "reconstruction",
                    ReconstructionOutput.of(new SquaredError(), Activation.IDENTITY),
                    "decoder")
                .setOutputs("reconstruction")
                .build());
    network.init();
    return network;
  }

  @Test
  void autoencoderTrainsWithItAndIsLoadedByWhoTrustsIt() throws IOException {
    Layer code =
        Gated.builder()
            .nOut(4)
            .activation(Activation.TANH)
            .withVisibleBias()
            .withoutInputEpsilon()
            .build();
    ComputationGraph network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(0.01))
                .graphBuilder()
                .addInputs(Autoencoder.INPUT)
                .setInputTypes(InputType.feedForward(6))
                .addLayer(Autoencoder.CODE, code, Autoencoder.INPUT)
                .addVertex("decoder", new TiedDecoder(Autoencoder.CODE, 6), Autoencoder.CODE)
                .addLayer(
                    Autoencoder.RECONSTRUCTION,
                    ReconstructionOutput.of(new SquaredError(), Activation.IDENTITY),
                    "decoder")
                .setOutputs(Autoencoder.RECONSTRUCTION)
                .build());
    network.init();
    Autoencoder autoencoder = new Autoencoder(network);
    Nd4j.getRandom().setSeed(42);
    INDArray x = Nd4j.rand(DataType.FLOAT, 50, 6);
    double before = autoencoder.score(x);
    autoencoder.fit(x, Training.defaults().withEpochs(20));
    assertThat(autoencoder.score(x)).isLessThan(0.9 * before);
    autoencoder.save(folder);
    Autoencoder loaded = Autoencoder.load(folder, Gated.class);
    assertThat(loaded.encode(x)).isEqualTo(autoencoder.encode(x));
    assertThat(loaded.reconstruct(x)).isEqualTo(autoencoder.reconstruct(x));
  }

  @TestFactory
  Stream<DynamicTest> decoderWeightedL1() {
    return PenaltyChecks.ofDecoder(Activation.SIGMOID, new DecoderWeightedL1(0.3));
  }
}
