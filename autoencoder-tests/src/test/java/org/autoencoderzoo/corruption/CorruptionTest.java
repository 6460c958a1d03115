package org.autoencoderzoo.corruption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import java.util.List;
import java.util.stream.Stream;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.SquaredErrorNetwork;
import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.testing.CorruptionChecks;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** What each noise does to the input; all of them through the whole kit. */
class CorruptionTest {

  private static final INDArray X =
      RandomExamples.uniform(DataType.DOUBLE, 200, 500).muli(0.8).addi(0.1);

  @TestFactory
  Stream<DynamicNode> kit() {
    return Stream.<IDropout>of(
            new MaskingNoise(0.3, 5),
            new AdditiveGaussianNoise(0.3, 5),
            new SaltAndPepperNoise(0.3, 5),
            new MaskingNoise(0.3, 5).annealedFrom(0.6, 3),
            new AdditiveGaussianNoise(0.3, 5).annealedFrom(0.6, 3),
            new SaltAndPepperNoise(0.3, 5).annealedFrom(0.6, 3))
        .map(noise -> dynamicContainer(noise.toString(), CorruptionChecks.of(noise)));
  }

  @Test
  void inferenceIsClean() {
    ComputationGraph noisy = autoencoder(new MaskingNoise(0.3, 5));
    ComputationGraph clean = autoencoder(null);
    assertThat(noisy.outputSingle(X)).isEqualTo(clean.outputSingle(X));
    assertThat(noisy.score(new DataSet(X, X))).isEqualTo(clean.score(new DataSet(X, X)));
  }

  @Test
  void frozenLayerCorruptsNothing() {
    ComputationGraph network =
        new TransferLearning.GraphBuilder(autoencoder(new MaskingNoise(0.3, 5)))
            .setFeatureExtractor("encoder")
            .build();
    double expected = network.score(new DataSet(X, X));
    network.fit(new INDArray[] {X}, new INDArray[] {X});
    assertThat(network.score()).isCloseTo(expected, within(1e-10 * expected));
  }

  private static ComputationGraph autoencoder(IDropout corruption) {
    return SquaredErrorNetwork.of(
        new NeuralNetConfiguration.Builder()
            .dataType(DataType.DOUBLE)
            .seed(11)
            .updater(new Sgd(0))
            .graphBuilder()
            .addInputs("input")
            .setInputTypes(InputType.feedForward(X.size(1)))
            .addLayer(
                "encoder",
                Dense.builder().nOut(10).activation(Activation.TANH).dropOut(corruption).build(),
                "input")
            .addLayer(
                "decoder",
                Dense.builder().nOut((int) X.size(1)).activation(Activation.IDENTITY).build(),
                "encoder"));
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

  @Test
  void anotherSeedGivesOtherNoise() {
    for (int iteration = 0; iteration < 3; iteration++) {
      assertThat(corrupted(new MaskingNoise(0.3, 6), iteration))
          .isNotEqualTo(corrupted(new MaskingNoise(0.3, 5), iteration));
    }
  }

  /** 60%, 50%, 40%, then 30%, forwards, backwards and for the emphasis alike. */
  @ParameterizedTest
  @CsvSource({"0, 0.6", "1, 0.5", "2, 0.4", "3, 0.3", "9, 0.3"})
  void noiseFallsLinearlyOverTheEpochs(int epoch, double level) {
    LayerWorkspaceMgr none = LayerWorkspaceMgr.noWorkspaces();
    for (FeatureNoise noise :
        List.of(
            new MaskingNoise(0.3, 5).annealedFrom(0.6, 3),
            new SaltAndPepperNoise(0.3, 5).annealedFrom(0.6, 3))) {
      INDArray hit = noise.hit(X, 7, epoch);
      assertThat(hit.meanNumber().doubleValue()).isCloseTo(level, within(0.01));
      INDArray changed = noise.applyDropout(X, X.ulike(), 7, epoch, none).neq(X);
      assertThat(changed.castTo(DataType.DOUBLE)).isEqualTo(hit);
      INDArray ones = Nd4j.onesLike(X);
      assertThat(noise.backprop(ones, X.ulike(), 7, epoch)).isEqualTo(hit.rsub(1));
    }
    INDArray gaussian =
        new AdditiveGaussianNoise(0.3, 5)
            .annealedFrom(0.6, 3)
            .applyDropout(X, X.ulike(), 7, epoch, none)
            .subi(X);
    assertThat(gaussian.stdNumber().doubleValue()).isCloseTo(level, within(0.005));
  }

  @Test
  void wrongSettingsAreRefused() {
    assertThatThrownBy(() -> new MaskingNoise(0.3, 0).annealedFrom(1, 3))
        .hasMessage("firstQ is 1.0, must be at least 0 and below 1");
    assertThatThrownBy(() -> new SaltAndPepperNoise(0.3, 0).annealedFrom(0.5, -1))
        .hasMessage("annealingEpochs is -1, must be at least 0");
    assertThatThrownBy(() -> new AdditiveGaussianNoise(0.3, 0).annealedFrom(0, 3))
        .hasMessage("firstSigma is 0.0, must be above 0");
    assertThatThrownBy(() -> new MaskingNoise(1, 0))
        .hasMessage("q is 1.0, must be at least 0 and below 1");
    assertThatThrownBy(() -> new MaskingNoise(-0.1, 0)).hasMessageContaining("q is -0.1");
    assertThatThrownBy(() -> new SaltAndPepperNoise(Double.NaN, 0))
        .hasMessageContaining("q is NaN");
    assertThatThrownBy(() -> new AdditiveGaussianNoise(0, 0))
        .hasMessage("sigma is 0.0, must be above 0");
  }

  private static INDArray corrupted(IDropout corruption, int iteration) {
    return corruption.applyDropout(X, X.ulike(), iteration, 0, LayerWorkspaceMgr.noWorkspaces());
  }
}
