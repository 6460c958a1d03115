package org.autoencoderzoo.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.SquaredErrorNetwork;
import org.autoencoderzoo.zoo.KSparse;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Sgd;

/** Floats take the way through the zeros of the code, doubles the dense one: both must agree. */
class SparsePathTest {

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void kSparseAutoencoderLearnsTheSame(boolean tied) {
    ComputationGraph sparse = initialized(tied, DataType.FLOAT);
    ComputationGraph dense = initialized(tied, DataType.DOUBLE);
    dense.setParams(sparse.params().castTo(DataType.DOUBLE));
    INDArray x = RandomExamples.uniform(DataType.FLOAT, 30, 40);
    INDArray exact = x.castTo(DataType.DOUBLE);
    INDArray code = sparse.feedForward(x, true).get(Autoencoder.CODE);
    assertThat(code.neq(0).castTo(DataType.FLOAT).sumNumber().intValue())
        .as("few units are kept, which pays")
        .isBetween(1, 30 * 5);
    for (int step = 0; step < 5; step++) {
      sparse.fit(new INDArray[] {x}, new INDArray[] {x});
      dense.fit(new INDArray[] {exact}, new INDArray[] {exact});
      assertThat(sparse.score()).isCloseTo(dense.score(), within(1e-5 * dense.score()));
    }
    assertThat(sparse.params().castTo(DataType.DOUBLE).equalsWithEps(dense.params(), 1e-5))
        .isTrue();
  }

  /**
   * The derivative is one of the kept units; those that are not kept are zero for everyone who
   * looks.
   */
  @ParameterizedTest
  @EnumSource(names = {"IDENTITY", "SIGMOID", "TANH", "RELU", "ELU", "SOFTPLUS", "SWISH"})
  void anyActivationLearnsTheSame(Activation f) {
    ComputationGraph sparse = withActivation(f, DataType.FLOAT);
    ComputationGraph dense = withActivation(f, DataType.DOUBLE);
    dense.setParams(sparse.params().castTo(DataType.DOUBLE));
    INDArray x = RandomExamples.uniform(DataType.FLOAT, 30, 40);
    INDArray exact = x.castTo(DataType.DOUBLE);
    for (int step = 0; step < 3; step++) {
      sparse.fit(new INDArray[] {x}, new INDArray[] {x});
      dense.fit(new INDArray[] {exact}, new INDArray[] {exact});
    }
    assertThat(sparse.params().castTo(DataType.DOUBLE).equalsWithEps(dense.params(), 1e-5))
        .isTrue();
    INDArray code = sparse.feedForward(x, true).get("code");
    assertThat(code.castTo(DataType.DOUBLE))
        .matches(c -> c.equalsWithEps(dense.feedForward(exact, true).get("code"), 1e-5));
  }

  private static ComputationGraph withActivation(Activation f, DataType type) {
    return SquaredErrorNetwork.of(
        new NeuralNetConfiguration.Builder()
            .dataType(type)
            .seed(3)
            .updater(new Sgd(0.05))
            .graphBuilder()
            .addInputs("input")
            .setInputTypes(InputType.feedForward(40))
            .addLayer(
                "code",
                Dense.builder()
                    .nOut(100)
                    .activation(f)
                    .select(TopK.of(5).rankedBy(TopK.Ranking.MAGNITUDE))
                    .withVisibleBias()
                    .withoutInputEpsilon()
                    .build(),
                "input")
            .addVertex("decoder", new TiedDecoder("code", 40), "code"));
  }

  private static ComputationGraph initialized(boolean tied, DataType type) {
    KSparse.Builder builder = KSparse.builder().inputSize(40).codeSize(100).k(5).seed(3);
    ComputationGraphConfiguration configuration =
        (tied ? builder : builder.untied()).build().conf();
    configuration.setDataType(type);
    ComputationGraph network = new ComputationGraph(configuration);
    network.init();
    return network;
  }
}
