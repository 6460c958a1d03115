package org.autoencoderzoo.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.SquaredErrorNetwork;
import org.autoencoderzoo.penalties.Encoding;
import org.autoencoderzoo.penalties.Penalty;
import org.autoencoderzoo.testing.LayerChecks;
import org.autoencoderzoo.testing.PenaltyChecks;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** Penalties that see a layer's input and its weights, on every layer, masked and perturbed. */
class InputPenaltyTest {

  /**
   * {@code lambda / N ||W||^2 sum_n ||x_n||^2 ||h_n||^2}: gradients of input, weights and code in
   * one product.
   */
  record Coupled(@JsonProperty("lambda") double lambda) implements Penalty {
    @Override
    public double apply(Encoding layer) {
      double weight = lambda / layer.examples();
      INDArray x = layer.input();
      INDArray w = layer.weights();
      INDArray h = layer.code();
      long n = x.size(0);
      INDArray ofX = x.reshape('c', n, -1).norm2(true, 1);
      INDArray ofH = h.reshape('c', n, -1).norm2(true, 1);
      ofX.muli(ofX);
      ofH.muli(ofH);
      double ofW = squares(w);
      double sum = ofX.mul(ofH).sumNumber().doubleValue();
      layer.addInputGradient(byRow(x, ofH, 2 * weight * ofW));
      layer.addWeightGradient(w.mul(2 * weight * sum));
      layer.addCodeGradient(byRow(h, ofX, 2 * weight * ofW));
      return weight * ofW * sum;
    }

    private static INDArray byRow(INDArray a, INDArray factors, double scale) {
      return a.reshape('c', a.size(0), -1)
          .mulColumnVector(factors)
          .muli(scale)
          .reshape('c', a.shape());
    }
  }

  /** {@code lambda / N sum_n (||x_n||^2 + ||h_n||^2) + 2 lambda ||W||^2}, at a noisy input. */
  record Direct(@JsonProperty("lambda") double lambda) implements Penalty {
    @Override
    public double apply(Encoding layer) {
      Encoding noisy = layer.perturbed(0.2, 1);
      INDArray x = noisy.input();
      double weight = lambda / layer.examples();
      noisy.addInputGradient(x.mul(2 * weight));
      noisy.addWeightGradient(noisy.weights().mul(2 * lambda));
      noisy.addSquaredWeightNormGradient(Nd4j.onesLike(noisy.squaredWeightNorms()).mul(lambda));
      noisy.addCodeGradient(noisy.code().mul(2 * weight));
      return weight * (squares(x) + squares(noisy.code()))
          + lambda * squares(noisy.weights())
          + lambda * noisy.squaredWeightNorms().sumNumber().doubleValue();
    }
  }

  private static double squares(INDArray a) {
    return a.mul(a).sumNumber().doubleValue();
  }

  @TestFactory
  Stream<DynamicTest> denseAndConvolution() {
    return PenaltyChecks.of(Activation.SIGMOID, new Coupled(0.05));
  }

  @TestFactory
  Stream<DynamicTest> throughNoisyInputs() {
    return PenaltyChecks.of(Activation.SIGMOID, new Direct(0.1));
  }

  @TestFactory
  Stream<DynamicTest> decoder() {
    return PenaltyChecks.ofDecoder(Activation.TANH, new Coupled(0.05));
  }

  @TestFactory
  Stream<DynamicTest> transposedConvolution() {
    return LayerChecks.ofImages(
        units ->
            TransposedConvolution.builder(units, 8, 6)
                .kernelSize(3, 2)
                .stride(2, 2)
                .padding(1, 0)
                .activation(Activation.SIGMOID)
                .penalties(new Coupled(0.05))
                .build());
  }

  @Test
  void maskedRowsAreZeroInTheInput() {
    double alone = penalty(RandomExamples.uniform(DataType.DOUBLE, 3, 5), null);
    INDArray x =
        Nd4j.concat(
            0,
            RandomExamples.uniform(DataType.DOUBLE, 3, 5),
            Nd4j.valueArrayOf(new long[] {2, 5}, 9.0, DataType.DOUBLE));
    INDArray mask = Nd4j.createFromArray(new double[][] {{1}, {1}, {1}, {0}, {0}});
    assertThat(penalty(x, mask)).isCloseTo(alone, within(1e-12 * alone));
  }

  private static double penalty(INDArray x, INDArray mask) {
    ComputationGraph network = network(new Coupled(0.3));
    network.score(new DataSet(x, x, mask, mask), false);
    return network.getLayer("code").calcRegularizationScore(true);
  }

  @Test
  void gradientOfAnotherShapeIsRefused() {
    INDArray x = RandomExamples.uniform(DataType.DOUBLE, 3, 5);
    assertThatThrownBy(
            () -> network(new OfWrongShape()).fit(new INDArray[] {x}, new INDArray[] {x}))
        .hasMessage(
            "The gradient of the weights has shape [4, 5], must be [5, 4], the shape of the weights");
  }

  record OfWrongShape() implements Penalty {
    @Override
    public double apply(Encoding layer) {
      layer.addWeightGradient(layer.weights().transpose());
      return 0;
    }
  }

  private static ComputationGraph network(Penalty penalty) {
    return SquaredErrorNetwork.of(
        new NeuralNetConfiguration.Builder()
            .dataType(DataType.DOUBLE)
            .seed(3)
            .updater(new Sgd(1))
            .graphBuilder()
            .addInputs("input")
            .setInputTypes(InputType.feedForward(5))
            .addLayer(
                "code",
                Dense.builder().nOut(4).activation(Activation.TANH).penalties(penalty).build(),
                "input")
            .addLayer(
                "decoder", Dense.builder().nOut(5).activation(Activation.TANH).build(), "code"));
  }
}
