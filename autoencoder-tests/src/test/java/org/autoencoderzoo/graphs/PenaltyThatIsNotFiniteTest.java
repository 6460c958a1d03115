package org.autoencoderzoo.graphs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.penalties.Encoding;
import org.autoencoderzoo.penalties.Penalty;
import org.autoencoderzoo.training.Training;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A penalty without a value stops the training with its own name, not with the learning rate's. */
class PenaltyThatIsNotFiniteTest {

  /** Of a constant value. */
  record Constant(double value) implements Penalty {

    @Override
    public double apply(Encoding encoding) {
      return value;
    }
  }

  private static final INDArray X = RandomExamples.uniform(DataType.FLOAT, 20, 16);
  private static final Training ONE_EPOCH = Training.defaults().withEpochs(1).withBatchSize(10);

  private static Autoencoder with(double value) {
    return new Autoencoder(
        new TestGraph(
                "penalized",
                graph ->
                    graph
                        .addLayer(
                            "code",
                            Dense.builder().nOut(3).penalties(new Constant(value)).build(),
                            "input")
                        .addLayer("decoder", TestGraph.dense(16), "code"))
            .network());
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void penaltyIsNamedWithItsLayerAndItsValue(double value) {
    Autoencoder autoencoder = with(value);
    assertThatThrownBy(() -> autoencoder.fit(X, ONE_EPOCH))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageStartingWith(
            "The penalty Constant[value=%s] on the layer \"code\" is %s, though the layer's input"
                .formatted(value, value));
    assertThat(Nd4j.getMemoryManager().getCurrentWorkspace()).isNull();
    assertThat(with(1).fit(X, ONE_EPOCH).epochs()).hasSize(1);
  }

  @Test
  void penaltyOfANetworkThatHasDivergedIsNotBlamed() {
    Autoencoder autoencoder = with(Double.NaN);
    autoencoder.network().getParam("code_W").assign(Double.NaN);
    assertThatThrownBy(() -> autoencoder.fit(X, ONE_EPOCH))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageStartingWith("The score in epoch 1, batch 1, is NaN");
  }
}
