package org.autoencoderzoo.testing;

import static org.autoencoderzoo.testing.Check.check;
import static org.autoencoderzoo.testing.SmallAutoencoder.x;

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
        check(
            "training corrupts the input, not the labels",
            "input and labels may be the same array: write to result only, which may be that of"
                + " input, too, and return it. And corrupt in training only.",
            checks::training),
        check(
            "seed and iteration decide the noise",
            "Draw from a generator of your own, made in each call from seed and iteration, which"
                + " both must enter: Nd4j.getRandomFactory().getNewRandomInstance(seed * 1_000_003"
                + " + iteration). Not from Nd4j.rand, which all share, nor from a field that counts.",
            checks::repeated),
        check(
            "the result is the same in place",
            "result may be the array input itself: read a number before you write to its place, or"
                + " keep what you need of input in an array of your own.",
            checks::inPlace),
        check(
            "batches that another thread fetches change nothing",
            "Change nothing but result, and draw from no generator that another thread uses, too.",
            checks::prefetched));
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
      Comparison.equal(
          "The labels, which are the array of the inputs, after fit,", x, "those before", x());
      INDArray reconstruction = reference.outputSingle(corrupted(iteration));
      double expected = new SquaredError().computeScore(x(), reconstruction, IDENTITY, null, true);
      Comparison.close(
          "The score of a step at iteration " + iteration,
          network.score(),
          "the error of what comes of corrupted inputs, beside clean labels,",
          expected,
          1e-10 * expected);
    }
  }

  private void repeated() {
    for (int iteration = 0; iteration < 4; iteration++) {
      INDArray once = corrupted(iteration);
      Nd4j.rand(3, 3); // Draws from the generator that everybody shares.
      Comparison.equal(
          "Inputs, corrupted a second time at iteration " + iteration + ",",
          corrupted(iteration),
          "those of the first time",
          once);
      if (once.equals(x())) {
        throw new Refusal(
            "The inputs at iteration " + iteration + " are the same after the corruption.",
            "applyDropout leaves the corrupted inputs in result, and returns it. Are the settings"
                + " of this part too weak to change a number in [0.1,0.9]?");
      }
      if (once.equals(corrupted(iteration + 1))) {
        throw new AssertionError(
            "The noise of iterations %d and %d is the same.".formatted(iteration, iteration + 1));
      }
    }
  }

  private void inPlace() {
    INDArray x = x();
    INDArray result = corruption.applyDropout(x, x, 3, 0, LayerWorkspaceMgr.noWorkspaces());
    String reference = "those in an array of its own";
    Comparison.equal("The corrupted inputs, written in place,", result, reference, corrupted(3));
    Comparison.equal("The numbers left in the array of the input", x, reference, corrupted(3));
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
    Comparison.close(
        "The parameters after six batches that another thread fetched",
        asynchronous.params(),
        "those after the same batches",
        direct.params(),
        1e-10);
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
