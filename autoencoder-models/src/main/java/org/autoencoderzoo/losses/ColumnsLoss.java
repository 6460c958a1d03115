package org.autoencoderzoo.losses;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.autoencoderzoo.internal.ops.ActivationForm;
import org.autoencoderzoo.internal.ops.Ops;
import org.autoencoderzoo.settings.Arguments;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The loss for rows {@code [N, D]} of a table in which some units stand in groups, each of them one
 * category with a unit for each level, and the others are numbers. A category has the cross-entropy
 * {@code L = -sum_i x_i log y_i}, the sum over its group, y the softmax of the logits in it: so it
 * counts as one column, not as many. Numbers have a loss of their own. The output activation is
 * {@link GroupSoftmax} with the same groups.
 *
 * <p>The cross-entropy stands where the target does: in the unit of the level, where x is 1. A
 * target that is spread over the group has it spread likewise. A mask of features multiplies each
 * unit's share, and the gradient is that of the sum: with weight 0 in all units of a group, the
 * category is left out of loss and gradient, exactly.
 */
public final class ColumnsLoss extends ReconstructionLoss {

  private static final long serialVersionUID = 1L;

  @JsonProperty("numbers")
  private final ReconstructionLoss numbers;

  @JsonProperty("groups")
  private final int[][] groups;

  /**
   * Creates the loss.
   *
   * @param numbers the loss of the units outside of the groups, such as {@link SquaredError}, or
   *     {@link BernoulliCrossEntropy} for numbers in [0,1]
   * @param groups the units of each, {@code {first, end}}, counted from 0, the end excluded; at
   *     least one, in the order of their units
   * @throws IllegalArgumentException if an argument is null, numbers is such a loss itself, or the
   *     groups are not such ranges, overlap, or reach beyond unit 1,000,000
   */
  @JsonCreator
  public ColumnsLoss(
      @JsonProperty("numbers") ReconstructionLoss numbers, @JsonProperty("groups") int[][] groups) {
    Arguments.given("numbers", numbers);
    Arguments.check(
        !(numbers instanceof ColumnsLoss), "numbers is a ColumnsLoss; give the loss of a number");
    this.numbers = numbers;
    this.groups = GroupSoftmax.checked(groups);
  }

  /** {@return the loss of the units outside of the groups} */
  public ReconstructionLoss numbers() {
    return numbers;
  }

  /** {@return the units of each group, {first, end}, the end excluded} */
  public int[][] groups() {
    return GroupSoftmax.copy(groups);
  }

  @Override
  public void checkActivation(IActivation f) {
    if (!(f instanceof GroupSoftmax softmax && softmax.hasGroups(groups))) {
      throw new IllegalArgumentException(
          "ColumnsLoss is computed from logits: the output activation must be a GroupSoftmax with"
              + " the groups "
              + Arrays.deepToString(groups)
              + ", not "
              + f);
    }
    numbers.checkActivation(softmax.numbers());
  }

  /** {@return what the loss of the numbers says} Targets in groups are probabilities, anyway. */
  @Override
  public boolean needsUnitInterval() {
    return numbers.needsUnitInterval();
  }

  @Override
  OptionalDouble lossAndGradient(
      INDArray x, INDArray z, IActivation f, INDArray mask, INDArray gradient) {
    GroupSoftmax.checkShape(z, groups);
    ActivationForm form = ActivationForm.of(((GroupSoftmax) f).numbers());
    boolean isFused =
        numbers instanceof SquaredError && form == ActivationForm.IDENTITY
            || numbers instanceof BernoulliCrossEntropy;
    INDArray weights = mask == null ? null : mask.castTo(z.dataType());
    return isFused
        ? Ops.get().lossOfGroups(x, z, weights, form, groups, gradient)
        : OptionalDouble.empty();
  }

  @Override
  protected INDArray featureLoss(INDArray x, INDArray z, INDArray y) {
    INDArray losses = numbers.featureLoss(x, z, y);
    Ops.get().crossEntropiesOfGroups(x, z, groups, losses);
    return losses;
  }

  @Override
  protected INDArray featureGradient(INDArray x, INDArray z, INDArray y, IActivation f) {
    return maskedGradient(x, z, y, f, null);
  }

  /** What a unit of a group loses or gains in weight changes the gradient of all others. */
  @Override
  INDArray maskedGradient(INDArray x, INDArray z, INDArray y, IActivation f, INDArray mask) {
    INDArray softmax = y.dup();
    INDArray gradient =
        masked(numbers.featureGradient(x, z, y, ((GroupSoftmax) f).numbers()), mask);
    Ops.get().gradientOfGroups(masked(x.dup(), mask), softmax, groups, gradient);
    return gradient;
  }
}
