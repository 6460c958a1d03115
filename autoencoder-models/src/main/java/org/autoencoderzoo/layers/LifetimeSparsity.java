package org.autoencoderzoo.layers;

import java.util.Optional;
import org.autoencoderzoo.internal.ops.Ops;
import org.autoencoderzoo.settings.Arguments;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Lets each unit be active in a share of the batch only: those examples for which it is largest. Of
 * a convolution, each channel, by its largest value over the positions. So no unit dies: each is
 * trained by some example of every batch (Makhzani and Frey, "Winner-Take-All Autoencoders", NIPS
 * 2015, section 2). In training only: at inference every unit is kept, as in the paper.
 *
 * <p>{@code select(TopK.of(1).within(CHANNEL), new LifetimeSparsity(0.05))} on a convolution is the
 * paper's convolutional autoencoder.
 *
 * @param rate share of the batch, above 0 and at most 1; at least one example is kept
 */
public record LifetimeSparsity(@JsonProperty("rate") double rate) implements Selection {

  /** Below every activation, and far from overflow. */
  private static final double LAST = 1e30;

  /**
   * Checks the setting.
   *
   * @param rate share of the batch, above 0 and at most 1
   * @throws IllegalArgumentException if it is out of range
   */
  public LifetimeSparsity {
    Arguments.require(rate > 0 && rate <= 1, "rate", rate, "above 0 and at most 1");
  }

  @Override
  public INDArray mask(Candidates candidates) {
    INDArray code = candidates.code();
    INDArray all = Nd4j.onesLike(code);
    if (!candidates.training()) {
      return all;
    }
    INDArray largest = code.rank() == 2 ? code : code.max(2, 3);
    if (candidates.exampleMask() != null) {
      INDArray counts = candidates.exampleMask().castTo(code.dataType());
      largest = largest.subColumnVector(counts.rsub(1).muli(LAST));
    }
    int kept = (int) Math.max(1, Math.round(rate * candidates.examples()));
    INDArray winners = Ops.get().largest(largest.transpose().dup('c'), kept).transpose();
    return code.rank() == 2
        ? winners
        : all.muli(winners.dup('c').reshape('c', code.size(0), code.size(1), 1, 1));
  }

  @Override
  public Optional<Selection> afterTraining() {
    return Optional.empty();
  }
}
