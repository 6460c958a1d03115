package org.autoencoderzoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.function.DoubleBinaryOperator;
import java.util.stream.Stream;
import org.autoencoderzoo.layers.ReconstructionOutput;
import org.autoencoderzoo.losses.BernoulliCrossEntropy;
import org.autoencoderzoo.losses.Correntropy;
import org.autoencoderzoo.losses.Huber;
import org.autoencoderzoo.losses.ReconstructionLoss;
import org.autoencoderzoo.losses.SquaredError;
import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.zoo.Basic;
import org.autoencoderzoo.zoo.Convolutional;
import org.autoencoderzoo.zoo.Denoising;
import org.autoencoderzoo.zoo.ModelBuilder;
import org.autoencoderzoo.zoo.Sparse;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.lossfunctions.impl.LossL2;

/** The loss of each example is what its definition says of the example and its reconstruction. */
class ReconstructionLossOfExamplesTest {

  private static final int SIZE = 16;
  private static final INDArray X = RandomExamples.uniform(DataType.FLOAT, 30, SIZE);
  private static final Training SHORT = Training.defaults().withEpochs(2).withBatchSize(10);

  static Stream<Arguments> losses() {
    double scale = 1 / (1 - Math.exp(-1 / 0.18));
    return Stream.of(
        definition(new SquaredError(), (x, y) -> (y - x) * (y - x)),
        definition(
            new BernoulliCrossEntropy(), (x, y) -> -x * Math.log(y) - (1 - x) * Math.log(1 - y)),
        definition(
            new Huber(0.2),
            (x, y) ->
                Math.abs(y - x) <= 0.2 ? (y - x) * (y - x) / 2 : 0.2 * (Math.abs(y - x) - 0.1)),
        definition(
            new Correntropy(0.3), (x, y) -> scale * (1 - Math.exp(-(y - x) * (y - x) / 0.18))));
  }

  private static Arguments definition(ReconstructionLoss loss, DoubleBinaryOperator definition) {
    return arguments(loss, definition);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void lossIsThatOfBruteForceForAnyNumberOfRowsAndImages(
      ReconstructionLoss loss, DoubleBinaryOperator definition) {
    for (ModelBuilder<?> builder :
        new ModelBuilder<?>[] {Basic.builder(), Convolutional.builder()}) {
      Autoencoder autoencoder = builder.forImages(1, 4, 4).loss(loss).build().init();
      autoencoder.fit(autoencoder.shaped(X), SHORT);
      for (int rows : new int[] {0, 1, 30, 1100}) {
        INDArray x = autoencoder.shaped(rows(rows));
        INDArray losses = autoencoder.reconstructionLoss(x);
        assertThat(losses.shape()).containsExactly(rows);
        assertThat(losses.dataType()).isEqualTo(DataType.FLOAT);
        if (rows > 0) {
          assertExact(losses, x, autoencoder.reconstruct(x), definition);
          assertThat(losses.meanNumber().doubleValue())
              .isCloseTo(autoencoder.score(x), withinPercentage(1e-3));
        }
      }
    }
  }

  private static INDArray rows(int rows) {
    return rows == 0
        ? Nd4j.create(DataType.FLOAT, 0, SIZE)
        : RandomExamples.uniform(DataType.FLOAT, rows, SIZE);
  }

  private static void assertExact(
      INDArray losses, INDArray x, INDArray y, DoubleBinaryOperator definition) {
    for (long n = 0; n < losses.length(); n++) {
      double[] target = x.get(NDArrayIndex.point(n)).dup().ravel().toDoubleVector();
      double[] reconstruction = y.get(NDArrayIndex.point(n)).dup().ravel().toDoubleVector();
      double sum = 0;
      for (int i = 0; i < SIZE; i++) {
        sum += definition.applyAsDouble(target[i], reconstruction[i]);
      }
      assertThat(losses.getDouble(n)).isCloseTo(sum, within(1e-4 * Math.max(1, sum)));
    }
  }

  @Test
  void squaredErrorIsTheReconstructionError() {
    Autoencoder autoencoder =
        Basic.builder().inputSize(SIZE).loss(new SquaredError()).build().init();
    assertThat(
            autoencoder
                .reconstructionLoss(X)
                .equalsWithEps(autoencoder.reconstructionError(X), 1e-4))
        .isTrue();
  }

  @Test
  void penaltiesAndWeightDecayAreNotInIt() {
    Basic.Builder plain = Basic.builder().inputSize(SIZE).codeSize(8);
    INDArray expected = plain.build().init().reconstructionLoss(X);
    Autoencoder sparse =
        Sparse.builder().inputSize(SIZE).codeSize(8).weightDecay(0.1).build().init();
    assertThat(sparse.reconstructionLoss(X)).isEqualTo(expected);
    assertThat(sparse.score(X)).isGreaterThan(expected.meanNumber().doubleValue() + 0.1);
  }

  @Test
  void emphasisOfTrainingIsNotInIt() {
    Denoising.Builder settings =
        Denoising.builder().inputSize(SIZE).codeSize(8).noise(Denoising.Noise.MASKING);
    Autoencoder plain = settings.build().init();
    Autoencoder emphasized = settings.alpha(3).beta(0.2).build().init();
    emphasized.fit(X, SHORT);
    plain.network().setParams(emphasized.network().params());
    assertThat(emphasized.reconstructionLoss(X)).isEqualTo(plain.reconstructionLoss(X));
  }

  @Test
  void lossOfDeeplearning4jOnImagesIsSummedOverThePixels() {
    Autoencoder autoencoder = new Autoencoder(ofStockLoss());
    INDArray x = RandomExamples.uniform(DataType.FLOAT, 5, 1, 4, 4);
    assertExact(
        autoencoder.reconstructionLoss(x),
        x,
        autoencoder.reconstruct(x),
        (target, y) -> (y - target) * (y - target));
  }

  private static ComputationGraph ofStockLoss() {
    ComputationGraph network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .activation(Activation.TANH)
                .convolutionMode(ConvolutionMode.Same)
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(InputType.convolutionalFlat(4, 4, 1))
                .addLayer("code", new ConvolutionLayer.Builder(3, 3).nOut(2).build(), "input")
                .addLayer("decoder", new ConvolutionLayer.Builder(3, 3).nOut(1).build(), "code")
                .addLayer(
                    "reconstruction",
                    ReconstructionOutput.of(new LossL2(), Activation.IDENTITY),
                    "decoder")
                .setOutputs("reconstruction")
                .build());
    network.init();
    return network;
  }

  @Test
  void lossLeavesTheExamplesAsTheyAreAndRefusesUnusableOnes() {
    Autoencoder autoencoder = Basic.builder().inputSize(SIZE).build().init();
    INDArray x = X.dup();
    autoencoder.reconstructionLoss(x);
    assertThat(x).isEqualTo(X);
    assertThatThrownBy(() -> autoencoder.reconstructionLoss(null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> autoencoder.reconstructionLoss(Nd4j.ones(DataType.FLOAT, 2, 3)))
        .hasMessageContaining("examples have shape [2, 3], expected [N, 16]");
    assertThatThrownBy(() -> autoencoder.reconstructionLoss(X.mul(3)))
        .hasMessageContaining("outside [0,1], which the loss needs");
    assertThatThrownBy(() -> autoencoder.reconstructionLoss(X.dup().putScalar(3, 2, Double.NaN)))
        .hasMessageContaining("Row 3 of the examples, column 2, is NaN");
  }
}
