package org.autoencoderzoo.testing;

import java.util.Objects;
import org.autoencoderzoo.penalties.Encoding;
import org.autoencoderzoo.penalties.Penalty;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonIgnore;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * {@code lambda / N sum_n ||h_n||^2}, with one fault or none; where that is no fault of the first
 * term, {@code lambda sum_j ||W_:j||^2} comes on top.
 *
 * @param lambda weight
 * @param fault what is wrong
 */
record FaultyPenalty(@JsonProperty("lambda") double lambda, @JsonProperty("fault") Fault fault)
    implements Penalty {

  enum Fault {
    NONE,
    GRADIENT_HALVED,
    GRADIENT_OF_WRONG_SIGN,
    NO_GRADIENT,
    NO_WEIGHT_GRADIENT,
    DIVIDED_BY_ROWS,
    NOT_DIVIDED,
    MEAN_OVER_POSITIONS,
    CODE_CHANGED,
    CODE_KEPT,
    SHARED_RANDOM_NUMBERS,
    STATE_KEPT,
    DIVIDED_BY_PAIRS,
    MEAN_IN_MASKED_ROWS,
    ROUNDED_TO_FLOAT,
    FLOAT_READ_AS_DOUBLE
  }

  private static INDArray before;
  private static double running;

  @Override
  public double apply(Encoding encoding) {
    INDArray h = encoding.code();
    double weight = weight(h, encoding.examples());
    double factor =
        switch (fault) {
          case NO_GRADIENT -> 0;
          case GRADIENT_HALVED -> 1;
          case GRADIENT_OF_WRONG_SIGN -> -2;
          case MEAN_OVER_POSITIONS -> h.rank() == 2 ? 2 : 2.0 / h.size(2);
          default -> 2;
        };
    if (fault == Fault.MEAN_IN_MASKED_ROWS) {
      h = h.sub(h.sumNumber().doubleValue() / (encoding.examples() * h.length() / h.size(0)));
    }
    if (fault == Fault.CODE_CHANGED) {
      h.muli(0.9);
    }
    if (fault == Fault.CODE_KEPT) {
      if (before != null) {
        factor += before.sumNumber().doubleValue();
      }
      before = h;
    }
    encoding.addCodeGradient(h.mul(factor * weight));
    if (fault == Fault.FLOAT_READ_AS_DOUBLE) {
      h.data().asNioDouble().get((int) h.length() - 1);
    }
    double value = weight * h.mul(h).sumNumber().doubleValue();
    return switch (fault) {
      case NONE, NO_WEIGHT_GRADIENT -> value + ofNorms(encoding);
      case ROUNDED_TO_FLOAT -> (float) value;
      default -> value;
    };
  }

  private double ofNorms(Encoding encoding) {
    INDArray norms = encoding.squaredWeightNorms();
    if (fault != Fault.NO_WEIGHT_GRADIENT) {
      encoding.addSquaredWeightNormGradient(Nd4j.onesLike(norms).muli(lambda));
    }
    return lambda * norms.sumNumber().doubleValue();
  }

  private double weight(INDArray h, double examples) {
    return switch (fault) {
      case DIVIDED_BY_ROWS -> lambda / h.size(0);
      case NOT_DIVIDED -> lambda;
      case DIVIDED_BY_PAIRS -> {
        double pairs = h.size(1) * (h.size(1) - 1);
        yield (pairs == 0 ? Double.NaN : lambda / pairs) / examples;
      }
      case SHARED_RANDOM_NUMBERS -> lambda * Nd4j.rand(1).getDouble(0) / examples;
      case STATE_KEPT -> {
        running = 0.9 * running + 0.1 * h.meanNumber().doubleValue();
        yield lambda * (1 + running) / examples;
      }
      default -> lambda / examples;
    };
  }

  /** Its weight is not in the JSON. */
  static final class Lost implements Penalty {

    private static final long serialVersionUID = 1L;

    @JsonIgnore private final double lambda;

    /** For JSON. */
    Lost() {
      this(1);
    }

    Lost(double lambda) {
      this.lambda = lambda;
    }

    @Override
    public double apply(Encoding encoding) {
      return new FaultyPenalty(lambda, Fault.NONE).apply(encoding);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Lost that && that.lambda == lambda;
    }

    @Override
    public int hashCode() {
      return Objects.hash(lambda);
    }
  }

  /** Its weight does not count in equals. */
  record Blind(@JsonProperty("lambda") double lambda) implements Penalty {

    @Override
    public double apply(Encoding encoding) {
      return new FaultyPenalty(lambda, Fault.NONE).apply(encoding);
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
