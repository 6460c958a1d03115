package org.autoencoderzoo.layers;

import java.util.Arrays;
import java.util.Optional;
import org.autoencoderzoo.internal.ops.Operand;
import org.autoencoderzoo.internal.ops.Ops;
import org.autoencoderzoo.internal.ops.SelectedCode;
import org.autoencoderzoo.settings.Annealing;
import org.autoencoderzoo.settings.Arguments;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Keeps the k largest units of each example (Makhzani and Frey, "k-Sparse Autoencoders",
 * arXiv:1312.5663). Exactly k; of equal units the first.
 *
 * <p>{@code TopK.of(25).annealedFrom(100, 5).withAlpha(1.5)} keeps 100 units in the first epoch of
 * training, 25 from the sixth on, and 38 at inference. On a convolution, {@code
 * TopK.of(1).within(CHANNEL)} keeps the largest position of each channel (Makhzani and Frey,
 * "Winner-Take-All Autoencoders", NIPS 2015).
 *
 * @param k units to keep in training, at least 1
 * @param firstK units to keep in the first epoch, at least k
 * @param annealingEpochs epochs in which the number falls linearly from firstK to k, at least 0
 * @param alpha units to keep at inference, as a multiple of k, above 0; the paper finds a little
 *     more than 1 best for features
 * @param ranking what makes a unit large
 * @param within the units that compete with each other
 */
public record TopK(
    @JsonProperty("k") int k,
    @JsonProperty("firstK") int firstK,
    @JsonProperty("annealingEpochs") int annealingEpochs,
    @JsonProperty("alpha") double alpha,
    @JsonProperty("ranking") Ranking ranking,
    @JsonProperty("within") Within within)
    implements Selection {

  /** What makes a unit large. */
  public enum Ranking {
    /** Its value. */
    VALUE,
    /** Its absolute value. */
    MAGNITUDE
  }

  /** The units of an example that compete with each other. */
  public enum Within {
    /** All of them. */
    EXAMPLE,
    /** The positions of each channel of a convolution: spatial sparsity. */
    CHANNEL,
    /** The channels at each position of a convolution. */
    POSITION
  }

  /**
   * Checks the settings.
   *
   * @param k at least 1
   * @param firstK at least k
   * @param annealingEpochs at least 0
   * @param alpha above 0
   * @param ranking what makes a unit large
   * @param within the units that compete with each other
   * @throws IllegalArgumentException if one is out of range
   */
  public TopK {
    Arguments.atLeast("k", k, 1);
    Arguments.require(firstK >= k, "firstK", firstK, "at least k, " + k);
    Arguments.atLeast("annealingEpochs", annealingEpochs, 0);
    Arguments.above("alpha", alpha, 0);
  }

  /**
   * {@return a selection of k units by value, in training and at inference}
   *
   * @param k at least 1
   * @throws IllegalArgumentException if it is less
   */
  public static TopK of(int k) {
    return new TopK(k, k, 0, 1, Ranking.VALUE, Within.EXAMPLE);
  }

  /**
   * {@return this selection, with more units in the first epochs}
   *
   * @param firstK units in the first epoch, at least k
   * @param epochs in which the number falls linearly to k, at least 0
   * @throws IllegalArgumentException if firstK or epochs is less
   */
  public TopK annealedFrom(int firstK, int epochs) {
    return new TopK(k, firstK, epochs, alpha, ranking, within);
  }

  /**
   * {@return this selection, with another number of units at inference}
   *
   * @param alpha multiple of k, above 0
   * @throws IllegalArgumentException if it is not above 0
   */
  public TopK withAlpha(double alpha) {
    return new TopK(k, firstK, annealingEpochs, alpha, ranking, within);
  }

  /**
   * {@return this selection by another ranking}
   *
   * @param ranking what makes a unit large
   * @throws IllegalArgumentException if it is null
   */
  public TopK rankedBy(Ranking ranking) {
    return new TopK(k, firstK, annealingEpochs, alpha, ranking, within);
  }

  /**
   * {@return this selection, among other units}
   *
   * @param within the units that compete with each other
   * @throws IllegalArgumentException if it is null
   */
  public TopK within(Within within) {
    return new TopK(k, firstK, annealingEpochs, alpha, ranking, within);
  }

  /**
   * The largest entries of each row, by the way that this selection takes: many times as fast as to
   * sort. For selections of your own.
   *
   * @param rows {@code [R, K]}, of any order, not modified
   * @param k entries to keep of each row, 1 to K
   * @return of the same shape and type: exactly k ones in each row, at its largest entries, of
   *     equal ones the first; else zero
   * @throws IllegalArgumentException if rows is no matrix or k is out of range
   */
  public static INDArray largest(INDArray rows, int k) {
    Arguments.given("rows", rows);
    Arguments.require(rows.rank() == 2, "the rank of rows", rows.rank(), "2");
    Arguments.between("k", k, 1, (int) Math.min(Integer.MAX_VALUE, rows.size(1)));
    return Ops.get().largest(rows, k);
  }

  @Override
  public void apply(Candidates candidates, INDArray derivative) {
    INDArray code = candidates.code();
    if (within == Within.EXAMPLE && code.rank() == 2) {
      int kept = kept(code, candidates.training(), candidates.epoch());
      Ops.get().keepLargest(code, derivative, kept, isByMagnitude());
    } else {
      Selection.super.apply(candidates, derivative);
    }
  }

  /**
   * Turns the pre-activation of a training step into the code, in place, if what this selection
   * keeps of it is few units of a matrix in the host's memory.
   *
   * @param z pre-activation
   * @param f the activation
   * @return what is left; or nothing, with z as it was
   */
  Optional<SelectedCode> select(INDArray z, IActivation f, int epoch) {
    return within == Within.EXAMPLE && z.rank() == 2
        ? Ops.get().select(z, f, kept(z, true, epoch), isByMagnitude())
        : Optional.empty();
  }

  private boolean isByMagnitude() {
    return ranking == Ranking.MAGNITUDE;
  }

  private int kept(INDArray rows, boolean training, int epoch) {
    return (int) Math.max(1, Math.min(rows.size(1), kept(training, epoch)));
  }

  private int kept(boolean training, int epoch) {
    return training ? keptInEpoch(epoch) : (int) Math.round(alpha * k);
  }

  @Override
  public INDArray mask(Candidates candidates) {
    INDArray code = candidates.code();
    INDArray ranked = ranking == Ranking.VALUE ? code : Transforms.abs(code, true);
    if (within == Within.POSITION) {
      long[] s = code.shape();
      INDArray channelsLast = ranked.permute(0, 2, 3, 1).dup('c');
      return largest(channelsLast.reshape('c', s[0] * s[2] * s[3], s[1]), candidates)
          .reshape('c', s[0], s[2], s[3], s[1])
          .permute(0, 3, 1, 2)
          .dup('c');
    }
    long rows = code.size(0) * (within == Within.CHANNEL ? code.size(1) : 1);
    return largest(Operand.rowMajor(ranked).reshape('c', rows, code.length() / rows), candidates)
        .reshape('c', code.shape());
  }

  private INDArray largest(INDArray rows, Candidates candidates) {
    return largest(rows, kept(rows, candidates.training(), candidates.epoch()));
  }

  /** {@return 0: what is kept depends on the code alone} */
  @Override
  public long stateSize(long units) {
    return 0;
  }

  /** {@return this selection without annealing} */
  @Override
  public Optional<Selection> afterTraining() {
    return Optional.of(annealedFrom(k, 0));
  }

  @Override
  public void check(long... shape) {
    if (shape.length == 1 && within != Within.EXAMPLE) {
      throw new IllegalArgumentException(
          "within is " + within + ", but a dense code has no positions; use EXAMPLE");
    }
    long units =
        switch (within) {
          case EXAMPLE -> Arrays.stream(shape).reduce(1, (a, b) -> a * b);
          case CHANNEL -> shape[1] * shape[2];
          case POSITION -> shape[0];
        };
    if (firstK > units) {
      throw new IllegalArgumentException(
          this + " keeps more than the " + units + " units that there are");
    }
  }

  private int keptInEpoch(int epoch) {
    return epoch < annealingEpochs
        ? (int) Math.round(new Annealing(firstK, k, annealingEpochs).inEpoch(epoch))
        : k;
  }
}
