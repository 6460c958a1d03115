package org.autoencoderzoo.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.autoencoderzoo.DoublePrecision;
import org.autoencoderzoo.losses.SquaredError;
import org.autoencoderzoo.testing.GradientCheck;
import org.autoencoderzoo.testing.SelectionBatch;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Which units of a convolution, and of a batch, are kept. */
@ExtendWith(DoublePrecision.class)
class SelectionTest {

  /** Two examples, three channels, four positions each. */
  private static final INDArray CODE =
      Nd4j.createFromArray(
              new double[] {
                1, 5, 3, 2, // example 0, channel 0
                9, 1, 2, 3,
                0, 0, 0, 7,
                4, 4, 4, 4, // example 1, channel 0: of equal units the first
                1, 2, 3, 4,
                -5, -1, -2, -3
              })
          .reshape(2, 3, 2, 2);

  @Test
  void topKWithinAChannelKeepsPositions() {
    assertThat(kept(TopK.of(1).within(TopK.Within.CHANNEL)))
        .containsExactly(0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0);
  }

  @Test
  void topKWithinAPositionKeepsChannels() {
    assertThat(kept(TopK.of(1).within(TopK.Within.POSITION)))
        .containsExactly(0, 1, 1, 0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void topKWithinAnExampleKeepsUnitsOfAnyChannel() {
    assertThat(kept(TopK.of(2)))
        .containsExactly(0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void topKByMagnitudeKeepsNegativeUnits() {
    TopK selection = TopK.of(1).within(TopK.Within.CHANNEL).rankedBy(TopK.Ranking.MAGNITUDE);
    assertThat(Arrays.copyOfRange(kept(selection), 20, 24)).containsExactly(1, 0, 0, 0);
  }

  @Test
  void lifetimeSparsityKeepsForEachUnitTheExamplesWhereItIsLargest() {
    INDArray code = Nd4j.createFromArray(new double[][] {{1, 8}, {4, 5}, {3, 6}, {2, 7}});
    assertThat(kept(new LifetimeSparsity(0.5), code).toDoubleMatrix())
        .isDeepEqualTo(new double[][] {{0, 1}, {1, 0}, {1, 0}, {0, 1}});
    assertThat(kept(new LifetimeSparsity(0.01), code).sum(0).toDoubleVector())
        .as("at least one")
        .containsOnly(1);
  }

  @Test
  void lifetimeSparsityDoesNotCountExamplesThatAMaskLeavesOut() {
    INDArray code = Nd4j.createFromArray(new double[][] {{-9}, {4}, {-3}, {-2}});
    INDArray examples = Nd4j.createFromArray(new double[][] {{1}, {0}, {1}, {0}});
    LifetimeSparsity selection = new LifetimeSparsity(0.5);
    assertThat(
            selection
                .mask(SelectionBatch.ofTraining(selection, code).masked(examples))
                .toDoubleVector())
        .containsExactly(0, 0, 1, 0);
  }

  @Test
  void lifetimeSparsityOfAConvolutionRanksChannelsByTheirLargestPosition() {
    assertThat(kept(new LifetimeSparsity(0.5)))
        .containsExactly(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void lifetimeSparsityKeepsAllAtInference() {
    LifetimeSparsity selection = new LifetimeSparsity(0.5);
    INDArray mask = selection.mask(SelectionBatch.ofInference(selection, CODE));
    assertThat(mask.minNumber().doubleValue()).isEqualTo(1);
  }

  /** Makhzani and Frey (2015): one position of each channel, in some examples of the batch. */
  @Test
  void winnerTakeAllIsOneSelectionAfterTheOther() {
    ComputationGraph network =
        graph(
            InputType.convolutional(6, 6, 1),
            new ConvolutionLayer.Builder(3, 3).nOut(4).activation(Activation.TANH).build(),
            SelectionLayer.of(TopK.of(1).within(TopK.Within.CHANNEL), new LifetimeSparsity(0.25)));
    Nd4j.getRandom().setSeed(7);
    INDArray x = Nd4j.rand(DataType.DOUBLE, 8, 1, 6, 6);
    INDArray training = network.feedForward(x, true).get("kept").neq(0).castTo(DataType.DOUBLE);
    assertThat(training.sum(2, 3).maxNumber().doubleValue()).isEqualTo(1);
    assertThat(training.sum(0, 2, 3).toDoubleVector()).containsOnly(2);
    INDArray inference = network.feedForward(x, false).get("kept").neq(0).castTo(DataType.DOUBLE);
    assertThat(inference.sum(2, 3).reshape(-1).toDoubleVector()).containsOnly(1);
  }

  @Test
  void selectionLayerWorksAfterAnyLayer() {
    ComputationGraph network =
        graph(
            InputType.feedForward(5),
            new DenseLayer.Builder().nOut(6).activation(Activation.TANH).build(),
            SelectionLayer.of(TopK.of(2)));
    INDArray codes = network.feedForward(Networks.inputs(7), false).get("kept");
    assertThat(codes.neq(0).castTo(DataType.DOUBLE).sum(1).toDoubleVector()).containsOnly(2);
  }

  @Test
  void jsonKeepsTheSelections() {
    SelectionLayer before = SelectionLayer.of(TopK.of(2), new LifetimeSparsity(0.3));
    ComputationGraphConfiguration configuration =
        graph(InputType.feedForward(5), new DenseLayer.Builder().nOut(6).build(), before)
            .getConfiguration();
    assertThat(ComputationGraphConfiguration.fromJson(configuration.toJson()))
        .isEqualTo(configuration);
    assertThat(SelectionLayer.of(TopK.of(2)))
        .isEqualTo(SelectionLayer.of(TopK.of(2)))
        .isNotEqualTo(SelectionLayer.of(TopK.of(3)));
  }

  @Test
  void gradientOfASelectionAfterAConvolutionIsExact() {
    ComputationGraph network =
        new ComputationGraph(
            Networks.base()
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(InputType.convolutionalFlat(4, 3, 1))
                .addLayer("code", Convolution.builder().nOut(3).kernelSize(2, 2).build(), "input")
                .addLayer(
                    "kept", SelectionLayer.of(TopK.of(1).within(TopK.Within.POSITION)), "code")
                .addLayer("decoder", Dense.builder().nOut(12).build(), "kept")
                .addLayer(
                    "output",
                    ReconstructionOutput.of(new SquaredError(), Activation.IDENTITY),
                    "decoder")
                .setOutputs("output")
                .build());
    network.init();
    Nd4j.getRandom().setSeed(7);
    GradientCheck.assertExact(network, Nd4j.rand(DataType.DOUBLE, 3, 12), null, null);
  }

  @Test
  void selectionsThatDoNotFitAreRefusedAtBuild() {
    assertThatThrownBy(
            () ->
                graph(
                    InputType.feedForward(5),
                    new DenseLayer.Builder().nOut(6).build(),
                    SelectionLayer.of(TopK.of(7))))
        .hasMessageContaining("keeps more than the 6 units that there are");
    assertThatThrownBy(
            () ->
                graph(
                    InputType.feedForward(5),
                    Dense.builder().nOut(6).select(TopK.of(1).within(TopK.Within.CHANNEL)).build(),
                    SelectionLayer.of(TopK.of(1))))
        .hasMessageContaining("within is CHANNEL, but a dense code has no positions");
    assertThatThrownBy(() -> new LifetimeSparsity(0))
        .hasMessage("rate is 0.0, must be above 0 and at most 1");
  }

  private static double[] kept(Selection selection) {
    return kept(selection, CODE).reshape(-1).toDoubleVector();
  }

  private static INDArray kept(Selection selection, INDArray code) {
    return selection.mask(SelectionBatch.ofTraining(selection, code));
  }

  private static ComputationGraph graph(
      InputType inputType,
      org.deeplearning4j.nn.conf.layers.Layer encoder,
      SelectionLayer selection) {
    ComputationGraph network =
        new ComputationGraph(
            Networks.base()
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(inputType)
                .addLayer("code", encoder, "input")
                .addLayer("kept", selection, "code")
                .setOutputs("kept")
                .validateOutputLayerConfig(false)
                .build());
    network.init();
    return network;
  }
}
