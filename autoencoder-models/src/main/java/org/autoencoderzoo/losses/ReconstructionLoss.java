package org.autoencoderzoo.losses;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.autoencoderzoo.internal.ops.ActivationForm;
import org.autoencoderzoo.internal.ops.Ops;
import org.autoencoderzoo.settings.FieldValues;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.LossUtil;

/**
 * A loss that is a sum over features: subclasses give the loss of each feature and its derivative,
 * this class does shapes, masks, sums and averages.
 *
 * <p>Symbols: {@code x} the target, {@code z} the pre-activation of the output, {@code y = f(z)}
 * the reconstruction; all of one shape {@code [N, ...]}. A mask is {@code [N, 1]}, one weight an
 * example, or of the shape of {@code x}, one weight a feature.
 *
 * <p>Settings of a subclass are fields that JSON keeps: final, with {@code @JsonProperty} on the
 * field and on the parameter of a {@code @JsonCreator} constructor. Losses with different settings
 * are not equal.
 */
public abstract class ReconstructionLoss implements ILossFunction {

  private static final long serialVersionUID = 1L;

  private static final int[][] NO_GROUPS = {};

  /** For subclasses. */
  protected ReconstructionLoss() {}

  /**
   * The loss of each feature.
   *
   * @param x targets, not modified
   * @param z pre-activations, not modified
   * @param y {@code f(z)}, not modified
   * @return a new array of the same shape
   */
  protected abstract INDArray featureLoss(INDArray x, INDArray z, INDArray y);

  /**
   * The derivative of each feature's loss with respect to its pre-activation.
   *
   * @param x targets, not modified
   * @param z pre-activations, not modified
   * @param y {@code f(z)}; may be overwritten and returned
   * @param f the output's activation
   * @return an array of the same shape
   */
  protected abstract INDArray featureGradient(INDArray x, INDArray z, INDArray y, IActivation f);

  /**
   * Loss and gradient at once, where there is an operation for it; the same values as {@link
   * #featureLoss} and {@link #featureGradient} give.
   *
   * @param x targets, not modified
   * @param z pre-activations, not modified
   * @param f the output's activation
   * @param gradient of the same shape and order, overwritten by the derivative if a value is
   *     returned
   * @return the loss, summed over all features; or nothing
   */
  OptionalDouble lossAndGradient(INDArray x, INDArray z, IActivation f, INDArray gradient) {
    return OptionalDouble.empty();
  }

  /**
   * The same under a mask, or without one.
   *
   * @param x targets, not modified
   * @param z pre-activations, not modified
   * @param f the output's activation
   * @param mask weights of the examples or of the features, or null
   * @param gradient of the same shape and order, overwritten by the derivative if a value is
   *     returned
   * @return the loss, summed over all features; or nothing
   */
  OptionalDouble lossAndGradient(
      INDArray x, INDArray z, IActivation f, INDArray mask, INDArray gradient) {
    return mask == null ? lossAndGradient(x, z, f, gradient) : OptionalDouble.empty();
  }

  /** That of numbers alone, squared error or Bernoulli cross-entropy, of masked rows. */
  static OptionalDouble ofMaskedRows(
      INDArray x, INDArray z, INDArray mask, ActivationForm form, INDArray gradient) {
    return z.rank() == 2 && mask.rank() == 2
        ? Ops.get().lossOfGroups(x, z, mask.castTo(z.dataType()), form, NO_GROUPS, gradient)
        : OptionalDouble.empty();
  }

  /**
   * The derivative of the masked loss. A feature's loss depends on its own pre-activation alone,
   * unless a subclass says otherwise.
   *
   * @param x targets, not modified
   * @param z pre-activations, not modified
   * @param y {@code f(z)}; may be overwritten and returned
   * @param f the output's activation
   * @param mask weights of the examples or of the features, or null
   * @return an array of the same shape
   */
  INDArray maskedGradient(INDArray x, INDArray z, INDArray y, IActivation f, INDArray mask) {
    return masked(featureGradient(x, z, y, f), mask);
  }

  /**
   * Refuses an output activation that this loss cannot serve.
   *
   * @param f the output's activation
   * @throws IllegalArgumentException with the reason
   */
  public void checkActivation(IActivation f) {}

  /**
   * Whether the targets must be in [0,1], as probabilities are; others are then refused before they
   * reach the loss.
   *
   * @return false, unless a subclass says otherwise
   */
  public boolean needsUnitInterval() {
    return false;
  }

  /** {@code dL/dz} from {@code dL/dy}, which may be overwritten and returned. */
  static INDArray throughActivation(INDArray z, INDArray gradientOfOutput, IActivation f) {
    return f instanceof ActivationIdentity
        ? gradientOfOutput
        : f.backprop(z.dup(), gradientOfOutput).getFirst();
  }

  @Override
  public final double computeScore(
      INDArray labels, INDArray preOutput, IActivation f, INDArray mask, boolean average) {
    INDArray x = targets(labels, preOutput, f);
    INDArray y = preOutput.ulike();
    double sum =
        lossAndGradient(x, preOutput, f, mask, y)
            .orElseGet(
                () ->
                    Ops.get()
                        .sum(masked(featureLoss(x, preOutput, activation(preOutput, f, y)), mask)));
    return average ? sum / preOutput.size(0) : sum;
  }

  @Override
  public final INDArray computeScoreArray(
      INDArray labels, INDArray preOutput, IActivation f, INDArray mask) {
    INDArray x = targets(labels, preOutput, f);
    INDArray y = f.getActivation(preOutput.dup(), true);
    return perExample(masked(featureLoss(x, preOutput, y), mask));
  }

  @Override
  public final INDArray computeGradient(
      INDArray labels, INDArray preOutput, IActivation f, INDArray mask) {
    INDArray x = targets(labels, preOutput, f);
    INDArray y = f.getActivation(preOutput.dup(), true);
    return maskedGradient(x, preOutput, y, f, mask);
  }

  @Override
  public final Pair<Double, INDArray> computeGradientAndScore(
      INDArray labels, INDArray preOutput, IActivation f, INDArray mask, boolean average) {
    INDArray x = targets(labels, preOutput, f);
    INDArray y = preOutput.ulike();
    OptionalDouble fused = lossAndGradient(x, preOutput, f, mask, y);
    if (fused.isPresent()) {
      return result(fused.getAsDouble(), y, average);
    }
    y = activation(preOutput, f, y);
    double sum = Ops.get().sum(masked(featureLoss(x, preOutput, y), mask));
    return result(sum, maskedGradient(x, preOutput, y, f, mask), average);
  }

  private static Pair<Double, INDArray> result(double sum, INDArray gradient, boolean average) {
    return Pair.of(average ? sum / gradient.size(0) : sum, gradient);
  }

  private static INDArray activation(INDArray z, IActivation f, INDArray target) {
    return f.getActivation(target.assign(z), true);
  }

  private static INDArray perExample(INDArray loss) {
    return loss.reshape(loss.size(0), -1).sum(true, 1);
  }

  private INDArray targets(INDArray labels, INDArray preOutput, IActivation f) {
    if (!labels.equalShapes(preOutput)) {
      throw new IllegalArgumentException(
          name()
              + ": the targets have shape "
              + Arrays.toString(labels.shape())
              + ", the reconstruction has "
              + Arrays.toString(preOutput.shape())
              + "; an autoencoder's targets are its inputs");
    }
    checkActivation(f);
    return labels.castTo(preOutput.dataType());
  }

  /** In place. */
  static INDArray masked(INDArray perFeature, INDArray mask) {
    if (mask == null) {
      return perFeature;
    }
    if (mask.equalShapes(perFeature) || perFeature.rank() == 2) {
      LossUtil.applyMask(perFeature, mask);
      return perFeature;
    }
    long[] onePerExample = new long[perFeature.rank()];
    Arrays.fill(onePerExample, 1);
    onePerExample[0] = mask.size(0);
    return perFeature.muli(mask.castTo(perFeature.dataType()).reshape(onePerExample));
  }

  @Override
  public final String name() {
    return getClass().getSimpleName();
  }

  /**
   * Whether the other is a loss of the same class with the same settings, which are all fields that
   * are neither static nor transient.
   */
  @Override
  public final boolean equals(Object other) {
    return other != null
        && other.getClass() == getClass()
        && settings().equals(((ReconstructionLoss) other).settings());
  }

  @Override
  public final int hashCode() {
    return 31 * getClass().hashCode() + settings().hashCode();
  }

  /** {@return the name and the settings, such as {@code Huber(delta=1.0)}} */
  @Override
  public final String toString() {
    return name() + settings();
  }

  private FieldValues settings() {
    return FieldValues.below(this, ReconstructionLoss.class);
  }
}
