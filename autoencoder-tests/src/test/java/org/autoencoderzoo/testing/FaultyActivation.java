package org.autoencoderzoo.testing;

import java.util.Objects;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** {@code f(z) = tanh(slope z)}, with one fault or none. */
class FaultyActivation extends BaseActivationFunction {

  private static final long serialVersionUID = 1L;

  enum Fault {
    NONE,
    NOT_ELEMENTWISE,
    DERIVATIVE_HALVED,
    DERIVATIVE_ALONE,
    NOT_IN_PLACE,
    GRADIENT_OVERWRITTEN,
    OUTPUT_KEPT,
    DOUBLE_VALUES
  }

  private static INDArray kept;

  @JsonProperty private final double slope;
  @JsonProperty private final Fault fault;

  @JsonCreator
  FaultyActivation(@JsonProperty("slope") double slope, @JsonProperty("fault") Fault fault) {
    this.slope = slope;
    this.fault = fault;
  }

  double slope() {
    return slope;
  }

  @Override
  public INDArray getActivation(INDArray z, boolean training) {
    INDArray result = fault == Fault.NOT_IN_PLACE ? z.dup() : z;
    Transforms.tanh(result.muli(slope()), false);
    return switch (fault) {
      case NOT_ELEMENTWISE -> result.divi(result.maxNumber());
      case DOUBLE_VALUES -> result.castTo(DataType.DOUBLE);
      case OUTPUT_KEPT -> {
        kept = result.dup();
        yield result;
      }
      default -> result;
    };
  }

  @Override
  public Pair<INDArray, INDArray> backprop(INDArray z, INDArray gradient) {
    INDArray y = Transforms.tanh(z.mul(slope()), false);
    if (fault == Fault.OUTPUT_KEPT && kept != null && kept.equalShapes(y)) {
      y = kept.dup();
    }
    INDArray derivative = y.muli(y).rsubi(1).muli(slope());
    return Pair.of(
        switch (fault) {
          case DERIVATIVE_HALVED -> derivative.muli(gradient).muli(0.5);
          case DERIVATIVE_ALONE -> derivative;
          case GRADIENT_OVERWRITTEN -> gradient.muli(derivative);
          default -> derivative.muli(gradient);
        },
        null);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FaultyActivation that && slope == that.slope && fault == that.fault;
  }

  @Override
  public int hashCode() {
    return Objects.hash(slope, fault);
  }

  /** Its slope is not in the JSON, and not in equals. */
  static final class Lost extends FaultyActivation {

    private static final long serialVersionUID = 1L;

    private final transient double width;

    /** For JSON. */
    @JsonCreator
    Lost() {
      this(1);
    }

    Lost(double width) {
      super(1, Fault.NONE);
      this.width = width;
    }

    @Override
    double slope() {
      return width;
    }
  }

  /** Its slope does not count in equals. */
  static final class Blind extends FaultyActivation {

    private static final long serialVersionUID = 1L;

    @JsonCreator
    Blind(@JsonProperty("slope") double slope) {
      super(slope, Fault.NONE);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Blind;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }
}
