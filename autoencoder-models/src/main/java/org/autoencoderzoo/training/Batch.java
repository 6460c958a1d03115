package org.autoencoderzoo.training;

import java.util.Objects;
import java.util.stream.Stream;
import org.autoencoderzoo.settings.Arguments;
import org.autoencoderzoo.settings.InputCheck;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Some examples: what a network reads, what it is to reconstruct, and how much that counts.
 *
 * @param input what is read, {@code [N, ...]}
 * @param target what is to be reconstructed, {@code [N, ...]}: the input itself, unless pairs of
 *     noisy and clean examples are learned
 * @param inputMask Deeplearning4j's mask of features, such as {@code [N, 1]}; or null
 * @param targetMask how much the loss counts each example, {@code [N, 1]}, or each of its values,
 *     of the shape of the target; what counts 0 leaves no trace. Null if all count 1
 */
public record Batch(INDArray input, INDArray target, INDArray inputMask, INDArray targetMask) {

  /**
   * Checks that there is a row of each array for each example.
   *
   * @param input what is read, at least one row
   * @param target what is to be reconstructed
   * @param inputMask of the input, or null
   * @param targetMask of the target, or null
   * @throws IllegalArgumentException if input or target is null, there are no rows, or not as many
   *     of each
   */
  public Batch {
    InputCheck.notEmpty("input", input);
    Arguments.given("target", target);
    rows("targets", input, target);
    rows("rows of the input's mask", input, inputMask);
    rows("rows of the target's mask", input, targetMask);
  }

  private static void rows(String what, INDArray input, INDArray other) {
    Arguments.check(
        other == null || other.rank() > 0 && other.size(0) == input.size(0),
        "There are %d inputs and %d %s: give one for each input",
        input.size(0),
        other == null || other.rank() == 0 ? 0 : other.size(0),
        what);
  }

  /**
   * {@return examples that are to be reconstructed themselves, all of them and all of their values}
   *
   * @param input {@code [N, ...]}, at least one row
   * @throws IllegalArgumentException if it is null or has no rows
   */
  public static Batch of(INDArray input) {
    return new Batch(input, input, null, null);
  }

  /** {@return how many examples there are} */
  public long size() {
    return input.size(0);
  }

  /** {@return whether the network is to reconstruct what it reads} */
  public boolean isItsOwnTarget() {
    return target == input;
  }

  /** {@return whether there is a mask} */
  public boolean isMasked() {
    return inputMask != null || targetMask != null;
  }

  /**
   * {@return some of the examples, on the same memory}
   *
   * @param from the first, from 0
   * @param to the one after the last
   */
  public Batch rows(long from, long to) {
    if (from == 0 && to == size()) {
      return this;
    }
    INDArrayIndex rows = NDArrayIndex.interval(from, to);
    INDArray some = input.get(rows);
    return new Batch(
        some,
        isItsOwnTarget() ? some : target.get(rows),
        of(inputMask, rows),
        of(targetMask, rows));
  }

  private static INDArray of(INDArray mask, INDArrayIndex rows) {
    return mask == null ? null : mask.get(rows);
  }

  /** Each array once. */
  Stream<INDArray> arrays() {
    return Stream.of(input, isItsOwnTarget() ? null : target, inputMask, targetMask)
        .filter(Objects::nonNull);
  }
}
