package org.autoencoderzoo.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.autoencoderzoo.losses.SquaredError;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Tied weights are counted once, and a tied decoder says what it cannot work with. */
class TiedDecoderTest {

  @Test
  void weightsAreCountedOnce() {
    ComputationGraph network = tied();
    assertThat(network.numParams())
        .isEqualTo(Networks.INPUTS * Networks.UNITS + Networks.UNITS + Networks.INPUTS);
  }

  @Test
  void frozenEncoderIsReadButNotChanged() {
    ComputationGraph network =
        new TransferLearning.GraphBuilder(tied()).setFeatureExtractor("code").build();
    INDArray x = Networks.inputs(6);
    INDArray before = network.params().dup();
    network.fit(new INDArray[] {x}, new INDArray[] {x});
    assertThat(network.params()).isEqualTo(before);
    assertThat(network.getLayer("code").calcRegularizationScore(true)).isZero();
  }

  @Test
  void unknownEncoderIsNamedAtInit() {
    assertThatThrownBy(
            () -> init(new TiedDecoder("kode", Networks.INPUTS), Networks.encoder(Activation.TANH)))
        .hasMessageContaining("\"decoder\" cannot use encoder \"kode\"")
        .hasMessageContaining("no such vertex");
  }

  @Test
  void encoderWithoutVisibleBiasIsRefused() {
    assertThatThrownBy(
            () -> init(new TiedDecoder("code", Networks.INPUTS), Networks.encoder(Activation.TANH)))
        .hasMessageContaining("withVisibleBias()");
  }

  @Test
  void wrongSizeIsRefused() {
    assertThatThrownBy(
            () ->
                init(
                    new TiedDecoder("code", 7),
                    Networks.encoder(Activation.TANH).withVisibleBias()))
        .hasMessageContaining("it reads examples of shape [5]")
        .hasMessageContaining("shape is [7]");
  }

  @Test
  void weightNoiseIsRefused() {
    assertThatThrownBy(
            () ->
                init(
                    new TiedDecoder("code", Networks.INPUTS),
                    Networks.encoder(Activation.TANH)
                        .withVisibleBias()
                        .weightNoise(new DropConnect(0.5))))
        .hasMessageContaining("weight noise");
  }

  /** A dropout of the next layer may overwrite this layer's output in place. */
  @Test
  void dropoutOfTheNextLayerDoesNotDisturbTheGradient() {
    ComputationGraph inPlace = withDropoutAbove();
    ComputationGraph onCopy = withDropoutAbove();
    onCopy.getLayer("above").allowInputModification(false);
    INDArray x = Networks.inputs(6);
    for (ComputationGraph network : new ComputationGraph[] {inPlace, onCopy}) {
      Nd4j.getRandom().setSeed(3);
      network.fit(new INDArray[] {x}, new INDArray[] {x});
    }
    assertThat(inPlace.params()).isEqualTo(onCopy.params());
  }

  private static ComputationGraph withDropoutAbove() {
    ComputationGraph network =
        new ComputationGraph(
            Networks.graph(Networks.base())
                .addLayer("code", Networks.encoder(Activation.SIGMOID).build(), "input")
                .addLayer(
                    "above",
                    new DenseLayer.Builder()
                        .nOut(Networks.INPUTS)
                        .activation(Activation.IDENTITY)
                        .dropOut(new Dropout(0.5))
                        .build(),
                    "code")
                .addLayer(
                    "reconstruction",
                    ReconstructionOutput.of(new SquaredError(), Activation.IDENTITY),
                    "above")
                .setOutputs("reconstruction")
                .build());
    network.init();
    return network;
  }

  private static ComputationGraph tied() {
    ComputationGraph network =
        new ComputationGraph(Networks.tied(Networks.base(), Activation.SIGMOID));
    network.init();
    return network;
  }

  private static void init(TiedDecoder decoder, Dense.Builder encoder) {
    new ComputationGraph(
            Networks.graph(Networks.base())
                .addLayer("code", encoder.build(), "input")
                .addVertex("decoder", decoder, "code")
                .addLayer(
                    "reconstruction",
                    ReconstructionOutput.of(new SquaredError(), Activation.IDENTITY),
                    "decoder")
                .setOutputs("reconstruction")
                .build())
        .init();
  }
}
