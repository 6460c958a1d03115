package org.autoencoderzoo.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.autoencoderzoo.testing.SmallAutoencoder.x;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.layers.ReconstructionOutput;
import org.autoencoderzoo.losses.SquaredError;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.DynamicTest;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.AsyncDataSetIterator;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * What the corruption of a denoising autoencoder must pass: all that a layer must ({@link
 * LayerChecks}), on a dense layer that has it; that it corrupts the input, each iteration afresh,
 * and the labels never; that seed and iteration decide the noise; and the same result when another
 * thread fetches the batches.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> myNoise() {
 *   return CorruptionChecks.of(new MyNoise(0.3, 5));
 * }
 * }</pre>
 */
public final class CorruptionChecks {

  private static final IActivation IDENTITY = Activation.IDENTITY.getActivationFunction();

  private final IDropout corruption;
  private final SmallAutoencoder noisy;
  private final SmallAutoencoder clean;

  private CorruptionChecks(IDropout corruption) {
    this.corruption = corruption;
    this.noisy = autoencoder(corruption);
    this.clean = autoencoder(null);
  }

  /**
   * All checks of a corruption.
   *
   * @param corruption with settings that are not the default, strong enough to change inputs in
   *     [0.1,0.9] in every iteration
   * @return the checks, to be returned from a {@code @TestFactory}
   */
  public static Stream<DynamicTest> of(IDropout corruption) {
    return Stream.concat(LayerChecks.of(units -> encoder(units, corruption)), ofNoise(corruption));
  }

  /** The checks beside those of a layer that has the corruption. */
  static Stream<DynamicTest> ofNoise(IDropout corruption) {
    CorruptionChecks checks = new CorruptionChecks(corruption);
    return Stream.of(
        dynamicTest("training corrupts the input, not the labels", checks::training),
        dynamicTest("seed and iteration decide the noise", checks::repeated),
        dynamicTest("the result is the same in place", checks::inPlace),
        dynamicTest("batches that another thread fetches change nothing", checks::prefetched));
  }

  /**
   * The parameters stand still, so that the score of each iteration is known: corrupt by hand,
   * reconstruct without corruption, compare with the clean input.
   */
  private void training() {
    ComputationGraph network = noisy.graph(new Sgd(0), true);
    ComputationGraph reference = clean.graph(new Sgd(0), true);
    for (int iteration = 0; iteration < 4; iteration++) {
      INDArray x = x();
      network.fit(new INDArray[] {x}, new INDArray[] {x});
      assertThat(x).as("the caller's array").isEqualTo(x());
      INDArray reconstruction = reference.outputSingle(corrupted(iteration));
      double expected = new SquaredError().computeScore(x(), reconstruction, IDENTITY, null, true);
      assertThat(network.score())
          .as("score of iteration %d", iteration)
          .isCloseTo(expected, within(1e-10 * expected));
    }
  }

  private void repeated() {
    for (int iteration = 0; iteration < 4; iteration++) {
      INDArray once = corrupted(iteration);
      Nd4j.rand(3, 3); // Draws from the generator that everybody shares.
      assertThat(corrupted(iteration)).isEqualTo(once).isNotEqualTo(x());
      assertThat(corrupted(iteration + 1)).as("the next iteration").isNotEqualTo(once);
    }
  }

  private void inPlace() {
    INDArray x = x();
    INDArray result = corruption.applyDropout(x, x, 3, 0, LayerWorkspaceMgr.noWorkspaces());
    assertThat(result).isEqualTo(corrupted(3));
    assertThat(x).isEqualTo(corrupted(3));
  }

  private void prefetched() {
    List<DataSet> batches =
        IntStream.range(0, 6)
            .mapToObj(i -> new DataSet(x().mul(1 - 0.1 * i), x().mul(1 - 0.1 * i)))
            .toList();
    ComputationGraph direct = noisy.graph(new Adam(0.01), true);
    batches.forEach(direct::fit);
    ComputationGraph asynchronous = noisy.graph(new Adam(0.01), true);
    asynchronous.fit(new AsyncDataSetIterator(new ListDataSetIterator<>(batches, 1), 3));
    assertThat(asynchronous.params()).isEqualTo(direct.params());
  }

  private INDArray corrupted(int iteration) {
    INDArray x = x();
    return corruption.applyDropout(x, x.ulike(), iteration, 0, LayerWorkspaceMgr.noWorkspaces());
  }

  private static SmallAutoencoder autoencoder(IDropout corruption) {
    return new SmallAutoencoder(
        encoder(4, corruption), ReconstructionOutput.of(new SquaredError(), Activation.IDENTITY));
  }

  private static Dense encoder(int units, IDropout corruption) {
    return Dense.builder().nOut(units).activation(Activation.TANH).dropOut(corruption).build();
  }
}
