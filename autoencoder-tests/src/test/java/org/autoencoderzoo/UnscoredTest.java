package org.autoencoderzoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.layers.ReconstructionOutput;
import org.autoencoderzoo.losses.SquaredError;
import org.autoencoderzoo.penalties.Encoding;
import org.autoencoderzoo.penalties.Penalty;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Penalties are computed where the score reads them, and nowhere else. */
class UnscoredTest {

  private static final INDArray X = RandomExamples.uniform(DataType.FLOAT, 5, 6);
  private static final AtomicInteger APPLIED = new AtomicInteger();

  /** Worth 100, and counts how often it is computed. */
  public record Counted() implements Penalty {

    @Override
    public double apply(Encoding encoding) {
      APPLIED.getAndIncrement();
      return 100;
    }
  }

  private static final Autoencoder AUTOENCODER =
      new Autoencoder(
          network(
              Dense.builder()
                  .nOut(4)
                  .nIn(6)
                  .activation(Activation.SIGMOID)
                  .penalties(new Counted())
                  .build()));

  private static ComputationGraph network(Dense code) {
    ComputationGraph network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(InputType.feedForward(6))
                .addLayer("code", code, "input")
                .addLayer(
                    "decoder",
                    Dense.builder().nOut(6).nIn(4).activation(Activation.IDENTITY).build(),
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
  void codesAndReconstructionsComputeNoPenalty() {
    INDArray codes = AUTOENCODER.network().feedForward(X, false).get("code");
    int before = APPLIED.get();
    assertThat(AUTOENCODER.encode(X)).isEqualTo(codes);
    AUTOENCODER.decode(codes);
    AUTOENCODER.reconstruct(X);
    assertThat(APPLIED).hasValue(before);
  }

  @Test
  void scoreCountsItBeforeAndAfterACode() {
    double score = AUTOENCODER.score(X);
    double loss = AUTOENCODER.reconstructionError(X).meanNumber().doubleValue();
    AUTOENCODER.encode(X);
    assertThat(AUTOENCODER.score(X)).isEqualTo(score).isBetween(loss + 99.99, loss + 100.01);
  }
}
