package org.autoencoderzoo.losses;

import java.util.Arrays;
import org.autoencoderzoo.internal.ops.Ops;
import org.autoencoderzoo.settings.Arguments;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The output activation for rows {@code [N, D]} in which some units stand in groups, each of them
 * one category, and the others are numbers: softmax in each group, so that its units are the
 * probabilities of the levels, and an elementwise activation of the numbers. It is the activation
 * of a {@link ColumnsLoss} of the same groups, and not one for hidden layers.
 */
public final class GroupSoftmax extends BaseActivationFunction {

  private static final long serialVersionUID = 1L;

  /** More units than any model of rows may have. */
  private static final int MOST_UNITS = 1_000_000;

  private final IActivation numbers;
  private final int[][] groups;

  /**
   * Creates the activation.
   *
   * @param numbers the activation of the units outside of the groups: elementwise, such as the
   *     identity, or the sigmoid for numbers in [0,1]
   * @param groups the units of each, {@code {first, end}}, counted from 0, the end excluded; at
   *     least one, in the order of their units
   * @throws IllegalArgumentException if an argument is null, the activation is not elementwise, or
   *     the groups are not such ranges, overlap, or reach beyond unit 1,000,000
   */
  @JsonCreator
  public GroupSoftmax(
      @JsonProperty("numbers") IActivation numbers, @JsonProperty("groups") int[][] groups) {
    Arguments.elementwise("numbers", numbers);
    Arguments.check(
        !(numbers instanceof GroupSoftmax), "numbers is a GroupSoftmax; give one elementwise");
    this.numbers = numbers;
    this.groups = checked(groups);
  }

  /** A copy that nobody else can change. */
  static int[][] checked(int[][] groups) {
    Arguments.given("groups", groups);
    Arguments.check(groups.length > 0, "groups is empty, must hold at least one");
    int[][] copy = new int[groups.length][];
    int next = 0;
    for (int i = 0; i < groups.length; i++) {
      int[] group = groups[i];
      Arguments.require(
          group != null && group.length == 2,
          "groups[" + i + "]",
          Arrays.toString(group),
          "the first unit and the end");
      Arguments.between("groups[" + i + "][0]", group[0], next, MOST_UNITS - 1);
      Arguments.between("groups[" + i + "][1]", group[1], group[0] + 1, MOST_UNITS);
      copy[i] = group.clone();
      next = group[1];
    }
    return copy;
  }

  /** {@return the activation of the units outside of the groups} */
  @JsonProperty("numbers")
  public IActivation numbers() {
    return numbers;
  }

  /** {@return the units of each group, {first, end}, the end excluded} */
  @JsonProperty("groups")
  public int[][] groups() {
    return copy(groups);
  }

  static int[][] copy(int[][] groups) {
    return Arrays.stream(groups).map(int[]::clone).toArray(int[][]::new);
  }

  /** Whether these are the groups of a loss. */
  boolean hasGroups(int[][] ofLoss) {
    return Arrays.deepEquals(groups, ofLoss);
  }

  /** Refuses what has fewer units than the groups. */
  static void checkShape(INDArray rows, int[][] groups) {
    int end = groups[groups.length - 1][1];
    if (rows.rank() != 2 || rows.size(1) < end) {
      throw new IllegalArgumentException(
          "The output has shape %s, must be [N, D] with D at least %d, where the last group ends"
              .formatted(Arrays.toString(rows.shape()), end));
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if there are fewer units than the groups have
   */
  @Override
  public INDArray getActivation(INDArray in, boolean training) {
    checkShape(in, groups);
    return Ops.get().activateGroups(numbers, groups, in, training);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if there are fewer units than the groups have
   */
  @Override
  public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
    INDArray y = getActivation(in.dup(), true);
    INDArray gradient = numbers.backprop(in, epsilon.dup()).getFirst();
    for (int[] group : groups) {
      INDArray ofGroup = units(y, group);
      INDArray ofOutput = units(epsilon, group);
      INDArray mean = ofOutput.mul(ofGroup).sum(true, 1);
      units(gradient, group).assign(ofOutput.subColumnVector(mean).muli(ofGroup));
    }
    return Pair.of(gradient, null);
  }

  private static INDArray units(INDArray rows, int[] group) {
    return rows.get(NDArrayIndex.all(), NDArrayIndex.interval(group[0], group[1]));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GroupSoftmax that
        && numbers.equals(that.numbers)
        && Arrays.deepEquals(groups, that.groups);
  }

  @Override
  public int hashCode() {
    return 31 * numbers.hashCode() + Arrays.deepHashCode(groups);
  }

  /** Such as {@code softmax in [[4, 7], [7, 9]], identity elsewhere}. */
  @Override
  public String toString() {
    return "softmax in %s, %s elsewhere".formatted(Arrays.deepToString(groups), numbers);
  }
}
