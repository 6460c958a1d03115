package org.autoencoderzoo.corruption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.autoencoderzoo.DoublePrecision;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.layers.ReconstructionOutput;
import org.autoencoderzoo.losses.BernoulliCrossEntropy;
import org.autoencoderzoo.testing.GradientCheck;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * What each noise does to the input, and that it does it in training alone, the labels staying
 * clean.
 */
@ExtendWith(DoublePrecision.class)
class CorruptionTest {

  private static final INDArray X =
      RandomExamples.uniform(DataType.DOUBLE, 200, 500).muli(0.8).addi(0.1);

  static Stream<IDropout> corruptions() {
    return Stream.of(
        new MaskingNoise(0.3, 5),
        new AdditiveGaussianNoise(0.3, 5),
        new SaltAndPepperNoise(0.3, 5));
  }

  @Test
  void maskingSetsAFractionToZeroAndLeavesTheRest() {
    INDArray noisy = corrupted(new MaskingNoise(0.3, 5), 0);
    int zeros = 0;
    for (int i = 0; i < X.length(); i++) {
      if (noisy.getDouble(i) == 0) {
        zeros++;
      } else {
        assertThat(noisy.getDouble(i)).isEqualTo(X.getDouble(i));
      }
    }
    assertThat(zeros / (double) X.length()).isCloseTo(0.3, within(0.01));
  }

  @Test
  void saltAndPepperSetsHalfOfAFractionToEachEnd() {
    INDArray noisy = corrupted(new SaltAndPepperNoise(0.3, 5), 0);
    double pepper = noisy.eq(0).castTo(DataType.DOUBLE).meanNumber().doubleValue();
    double salt = noisy.eq(1).castTo(DataType.DOUBLE).meanNumber().doubleValue();
    double clean = noisy.eq(X).castTo(DataType.DOUBLE).meanNumber().doubleValue();
    assertThat(pepper).isCloseTo(0.15, within(0.01));
    assertThat(salt).isCloseTo(0.15, within(0.01));
    assertThat(clean + pepper + salt).isCloseTo(1, within(1e-12));
  }

  @Test
  void gaussianNoiseHasMeanZeroAndItsStandardDeviation() {
    INDArray noise = corrupted(new AdditiveGaussianNoise(0.3, 5), 0).subi(X);
    assertThat(noise.meanNumber().doubleValue()).isCloseTo(0, within(0.005));
    assertThat(noise.stdNumber().doubleValue()).isCloseTo(0.3, within(0.005));
  }

  @ParameterizedTest
  @MethodSource("corruptions")
  void noiseIsFreshInEachIterationAndTheSameInEachRun(IDropout corruption) {
    INDArray first = corrupted(corruption, 0);
    assertThat(corrupted(corruption, 0)).isEqualTo(first);
    assertThat(corrupted(corruption, 1)).isNotEqualTo(first);
    assertThat(corrupted(new MaskingNoise(0.3, 6), 0))
        .isNotEqualTo(corrupted(new MaskingNoise(0.3, 5), 0));
  }

  @ParameterizedTest
  @MethodSource("corruptions")
  void inferenceIsClean(IDropout corruption) {
    MultiLayerNetwork noisy = network(corruption);
    MultiLayerNetwork clean = network(null);
    INDArray x = RandomExamples.uniform(DataType.DOUBLE, 4, 6);
    assertThat(noisy.output(x)).isEqualTo(clean.output(x));
    assertThat(noisy.feedForward(x, true).get(1)).isNotEqualTo(clean.feedForward(x, true).get(1));
  }

  @ParameterizedTest
  @MethodSource("corruptions")
  void labelsStayCleanAndInputsAreNotModified(IDropout corruption) {
    MultiLayerNetwork network = network(corruption);
    INDArray x = RandomExamples.uniform(DataType.DOUBLE, 4, 6);
    INDArray before = x.dup();
    network.fit(x, x);
    assertThat(x).isEqualTo(before);
  }

  /** The loss of corrupted input against clean labels, differentiated exactly. */
  @ParameterizedTest
  @MethodSource("corruptions")
  void gradientIsExact(IDropout corruption) {
    INDArray x = RandomExamples.uniform(DataType.DOUBLE, 4, 6);
    GradientCheck.assertExact(network(corruption), x, null, null);
  }

  @ParameterizedTest
  @MethodSource("corruptions")
  void gradientOfTheInputPassesWhereTheInputDid(IDropout corruption) {
    INDArray ones = X.ulike().assign(1);
    INDArray gradient = corruption.backprop(ones, ones.ulike(), 0, 0);
    INDArray moved = corrupted(corruption, 0, X.add(0.001)).sub(corrupted(corruption, 0));
    assertThat(gradient.mul(0.001).equalsWithEps(moved, 1e-12)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("corruptions")
  void jsonKeepsTheSettings(IDropout corruption) {
    MultiLayerConfiguration before = configuration(corruption);
    MultiLayerConfiguration after = MultiLayerConfiguration.fromJson(before.toJson());
    assertThat(after.getConf(0).getLayer().getIDropout()).isEqualTo(corruption);
    assertThat(after).isEqualTo(before);
  }

  @Test
  void wrongSettingsAreRefused() {
    assertThatThrownBy(() -> new MaskingNoise(1, 0))
        .hasMessage("q is 1.0, must be at least 0 and below 1");
    assertThatThrownBy(() -> new MaskingNoise(-0.1, 0)).hasMessageContaining("q is -0.1");
    assertThatThrownBy(() -> new SaltAndPepperNoise(Double.NaN, 0))
        .hasMessageContaining("q is NaN");
    assertThatThrownBy(() -> new AdditiveGaussianNoise(0, 0))
        .hasMessage("sigma is 0.0, must be above 0");
  }

  private static INDArray corrupted(IDropout corruption, int iteration) {
    return corrupted(corruption, iteration, X);
  }

  private static INDArray corrupted(IDropout corruption, int iteration, INDArray x) {
    return corruption.applyDropout(x, x.ulike(), iteration, 0, LayerWorkspaceMgr.noWorkspaces());
  }

  private static MultiLayerNetwork network(IDropout corruption) {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration(corruption));
    network.init();
    return network;
  }

  private static MultiLayerConfiguration configuration(IDropout corruption) {
    return new NeuralNetConfiguration.Builder()
        .dataType(DataType.DOUBLE)
        .seed(3)
        .updater(new Sgd(1))
        .list()
        .layer(Dense.builder().nOut(4).activation(Activation.SIGMOID).dropOut(corruption).build())
        .layer(Dense.builder().nOut(6).activation(Activation.IDENTITY).build())
        .layer(ReconstructionOutput.of(new BernoulliCrossEntropy(), Activation.SIGMOID))
        .setInputType(InputType.feedForward(6))
        .build();
  }
}
