package org.autoencoderzoo.testing;

import org.autoencoderzoo.penalties.Encoding;
import org.autoencoderzoo.penalties.Penalty;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * {@code lambda / N sum_nj h_nj^2 ||V_j||^2} on a dense decoder of weights V, with one fault or
 * none.
 *
 * @param lambda weight
 * @param fault what is wrong
 */
record FaultyDecoderPenalty(
    @JsonProperty("lambda") double lambda, @JsonProperty("fault") Fault fault) implements Penalty {

  enum Fault {
    NONE,
    NO_INPUT_GRADIENT,
    NO_WEIGHT_GRADIENT,
    DIVIDED_BY_ROWS,
    INPUT_GRADIENT_OF_WRONG_SIGN,
    WEIGHT_GRADIENT_HALVED,
    INPUT_CHANGED
  }

  @Override
  public double apply(Encoding decoder) {
    INDArray h = decoder.input();
    INDArray v = decoder.weights();
    if (fault == Fault.INPUT_CHANGED) {
      h.muli(0.9);
    }
    double weight = lambda / (fault == Fault.DIVIDED_BY_ROWS ? h.size(0) : decoder.examples());
    INDArray norms = v.mul(v).sum(true, 1); // [K, 1]
    INDArray squares = h.mul(h).sum(true, 0).transpose(); // [K, 1]
    if (fault != Fault.NO_INPUT_GRADIENT) {
      double factor = fault == Fault.INPUT_GRADIENT_OF_WRONG_SIGN ? -2 : 2;
      decoder.addInputGradient(h.mulRowVector(norms.transpose()).muli(factor * weight));
    }
    if (fault != Fault.NO_WEIGHT_GRADIENT) {
      double factor = fault == Fault.WEIGHT_GRADIENT_HALVED ? 1 : 2;
      decoder.addWeightGradient(v.mulColumnVector(squares).muli(factor * weight));
    }
    return weight * squares.mul(norms).sumNumber().doubleValue();
  }
}
