package org.autoencoderzoo.testing;

import org.autoencoderzoo.losses.ReconstructionLoss;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * {@link Huber}, with one fault or none in what stands around it.
 *
 * @param delta of the loss
 * @param fault what is wrong
 */
record FaultyLoss(@JsonProperty("delta") double delta, @JsonProperty("fault") Fault fault)
    implements ILossFunction {

  enum Fault {
    NONE,
    MEAN_OVER_FEATURES,
    MASK_IGNORED,
    DIVIDED_BY_EXAMPLES_THAT_COUNT,
    SCORES_DIFFER,
    ROWS_DIFFER,
    GRADIENT_OF_WRONG_SIGN,
    GRADIENT_AVERAGED,
    GRADIENT_NOT_MASKED,
    TARGETS_CHANGED,
    PRE_ACTIVATIONS_CHANGED,
    STATE_KEPT,
    GRADIENT_KEPT,
    DOUBLE_GRADIENT
  }

  private static double largest;
  private static INDArray kept;

  /** Begins again with what it keeps, which a former test may have left. */
  static void forget() {
    largest = 0;
    kept = null;
  }

  private ILossFunction right() {
    return new Huber(delta);
  }

  private INDArray seen(INDArray mask) {
    return fault == Fault.MASK_IGNORED ? null : mask;
  }

  @Override
  public double computeScore(
      INDArray x, INDArray z, IActivation f, INDArray mask, boolean average) {
    double score = right().computeScore(x, z, f, seen(mask), average);
    return switch (fault) {
      case MEAN_OVER_FEATURES -> score / x.size(1);
      case DIVIDED_BY_EXAMPLES_THAT_COUNT ->
          mask == null || !average
              ? score
              : score * x.size(0) / Math.max(1, mask.sumNumber().doubleValue());
      case STATE_KEPT -> {
        largest = Math.max(largest, z.maxNumber().doubleValue());
        yield score * (1 + largest);
      }
      default -> score;
    };
  }

  @Override
  public INDArray computeScoreArray(INDArray x, INDArray z, IActivation f, INDArray mask) {
    INDArray rows = right().computeScoreArray(x, z, f, seen(mask));
    return fault == Fault.ROWS_DIFFER ? rows.muli(0.5) : rows;
  }

  @Override
  public INDArray computeGradient(INDArray x, INDArray z, IActivation f, INDArray mask) {
    INDArray gradient =
        right().computeGradient(x, z, f, fault == Fault.GRADIENT_NOT_MASKED ? null : seen(mask));
    switch (fault) {
      case GRADIENT_OF_WRONG_SIGN -> gradient.negi();
      case GRADIENT_AVERAGED -> gradient.divi(x.size(0));
      case TARGETS_CHANGED -> x.subi(0.1);
      case PRE_ACTIVATIONS_CHANGED -> f.getActivation(z, true);
      case GRADIENT_KEPT -> {
        if (kept != null) {
          gradient.addi(kept.muli(0.1));
        }
        kept = gradient;
      }
      default -> {}
    }
    return fault == Fault.DOUBLE_GRADIENT ? gradient.castTo(DataType.DOUBLE) : gradient;
  }

  @Override
  public Pair<Double, INDArray> computeGradientAndScore(
      INDArray x, INDArray z, IActivation f, INDArray mask, boolean average) {
    double score = computeScore(x, z, f, mask, average);
    return Pair.of(
        fault == Fault.SCORES_DIFFER ? 0.5 * score : score, computeGradient(x, z, f, mask));
  }

  @Override
  public String name() {
    return "FaultyLoss";
  }

  /** {@code delta^2 (sqrt(1 + ((y - x) / delta)^2) - 1)}, with its setting as it should be. */
  static class Huber extends ReconstructionLoss {

    private static final long serialVersionUID = 1L;

    @JsonProperty private final double delta;

    @JsonCreator
    Huber(@JsonProperty("delta") double delta) {
      this.delta = delta;
    }

    @Override
    protected INDArray featureLoss(INDArray x, INDArray z, INDArray y) {
      return root(y.sub(x)).subi(1).muli(delta * delta);
    }

    @Override
    protected INDArray featureGradient(INDArray x, INDArray z, INDArray y, IActivation f) {
      INDArray difference = y.sub(x);
      return f.backprop(z.dup(), difference.div(root(difference))).getFirst();
    }

    private INDArray root(INDArray difference) {
      INDArray quotient = difference.div(delta);
      return Transforms.sqrt(quotient.muli(quotient).addi(1), false);
    }

    static double of(double delta, double x, double y) {
      return delta * delta * (Math.sqrt(1 + (y - x) * (y - x) / (delta * delta)) - 1);
    }
  }

  /** Forgets the derivative of the activation. */
  static final class OfOutput extends Huber {

    private static final long serialVersionUID = 1L;

    @JsonCreator
    OfOutput(@JsonProperty("delta") double delta) {
      super(delta);
    }

    @Override
    protected INDArray featureGradient(INDArray x, INDArray z, INDArray y, IActivation f) {
      INDArray difference = y.sub(x);
      return difference.div(super.root(difference));
    }
  }

  /** Its setting is not in the JSON. */
  static final class Lost extends Rescaled {

    private static final long serialVersionUID = 1L;

    private final double width;

    /** For JSON. */
    Lost() {
      this(1);
    }

    Lost(double width) {
      this.width = width;
    }

    @Override
    double width() {
      return width;
    }
  }

  /** Its setting is neither in the JSON nor in equals. */
  static final class LostUnseen extends Rescaled {

    private static final long serialVersionUID = 1L;

    private final transient double width;

    /** For JSON. */
    LostUnseen() {
      this(1);
    }

    LostUnseen(double width) {
      this.width = width;
    }

    @Override
    double width() {
      return width;
    }
  }

  /** Its setting is in the JSON, but not in equals. */
  static final class Blind extends Rescaled {

    private static final long serialVersionUID = 1L;

    @JsonProperty private final transient double width;

    @JsonCreator
    Blind(@JsonProperty("width") double width) {
      this.width = width;
    }

    @Override
    double width() {
      return width;
    }
  }

  /** {@link Huber}, whose setting a subclass keeps. */
  abstract static class Rescaled extends ReconstructionLoss {

    private static final long serialVersionUID = 1L;

    abstract double width();

    @Override
    protected INDArray featureLoss(INDArray x, INDArray z, INDArray y) {
      return new Huber(width()).featureLoss(x, z, y);
    }

    @Override
    protected INDArray featureGradient(INDArray x, INDArray z, INDArray y, IActivation f) {
      return new Huber(width()).featureGradient(x, z, y, f);
    }
  }
}
