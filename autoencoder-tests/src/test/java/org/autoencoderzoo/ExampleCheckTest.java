package org.autoencoderzoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.autoencoderzoo.training.Training;
import org.autoencoderzoo.zoo.Basic;
import org.autoencoderzoo.zoo.InputRange;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Targets that the loss cannot compare are refused, those that a scaler rounded are not. */
class ExampleCheckTest {

  private static final INDArray X = RandomExamples.uniform(DataType.FLOAT, 20, 4);
  private static final Training SHORT = Training.defaults().withEpochs(2);

  @ParameterizedTest
  @EnumSource(
      value = LossFunction.class,
      names = {"XENT", "MCXENT", "NEGATIVELOGLIKELIHOOD", "KL_DIVERGENCE"})
  void lossesOfDeeplearning4jThatTakeProbabilitiesRefuseOtherNumbers(LossFunction loss) {
    Autoencoder autoencoder = stock(loss);
    for (double wrong : new double[] {1.5, -0.1}) {
      INDArray x = X.dup().putScalar(3, 2, wrong);
      assertThatThrownBy(() -> autoencoder.fit(x, SHORT))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Row 3 of the examples, column 2, is " + (float) wrong)
          .hasMessageContaining("outside [0,1], which the loss needs; scale each column by");
      assertThatThrownBy(() -> autoencoder.score(x)).hasMessageContaining("outside [0,1]");
    }
    assertThat(autoencoder.fit(X, SHORT).epochs()).hasSize(2);
  }

  @Test
  void otherLossesOfDeeplearning4jTakeEveryFiniteNumber() {
    assertThat(stock(LossFunction.MSE).fit(X.mul(3).subi(1), SHORT).epochs()).hasSize(2);
  }

  @Test
  void roundingOfAScalerIsClipped() {
    INDArray rounded = X.dup();
    INDArray clipped = X.dup();
    for (int row = 0; row < 10; row++) {
      rounded.putScalar(row, 0, 1.0000001);
      clipped.putScalar(row, 0, 1);
      rounded.putScalar(row, 1, -9e-7);
      clipped.putScalar(row, 1, 0);
    }
    INDArray before = rounded.dup();
    Autoencoder ofRounded = fresh();
    Autoencoder ofClipped = fresh();
    ofRounded.fit(rounded, SHORT.withValidation(rounded));
    ofClipped.fit(clipped, SHORT.withValidation(clipped));
    assertThat(ofRounded.network().params().data().asFloat())
        .isEqualTo(ofClipped.network().params().data().asFloat());
    assertThat(ofRounded.score(rounded)).isEqualTo(ofClipped.score(clipped));
    assertThat(rounded.data().asFloat()).isEqualTo(before.data().asFloat());
  }

  @Test
  void moreThanRoundingIsRefusedWithAWayOut() {
    INDArray x = X.dup().putScalar(7, 3, 1.00001);
    assertThatThrownBy(() -> fresh().fit(x, SHORT))
        .hasMessageContaining("Row 7 of the examples, column 3, is 1.00001")
        .hasMessageEndingWith(
            "scale each column by (x - least) / (greatest - least), pixels by x / 255, or build the"
                + " model for real values: inputRange REAL");
    Autoencoder real =
        Basic.builder().inputSize(4).codeSize(2).inputRange(InputRange.REAL).build().init();
    assertThat(real.fit(x, SHORT).epochs()).hasSize(2);
  }

  private static Autoencoder fresh() {
    return Basic.builder().inputSize(4).codeSize(2).build().init();
  }

  private static Autoencoder stock(LossFunction loss) {
    boolean isOfClasses = loss == LossFunction.MCXENT || loss == LossFunction.NEGATIVELOGLIKELIHOOD;
    Activation activation = isOfClasses ? Activation.SOFTMAX : Activation.SIGMOID;
    ComputationGraph network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("input")
                .addLayer("code", new DenseLayer.Builder().nOut(2).build(), "input")
                .addLayer(
                    "reconstruction",
                    new OutputLayer.Builder(loss).nOut(4).activation(activation).build(),
                    "code")
                .setOutputs("reconstruction")
                .setInputTypes(InputType.feedForward(4))
                .build());
    network.init();
    return new Autoencoder(network);
  }
}
