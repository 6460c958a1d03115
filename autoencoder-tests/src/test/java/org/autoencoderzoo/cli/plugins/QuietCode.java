package org.autoencoderzoo.cli.plugins;

import org.autoencoderzoo.penalties.Encoding;
import org.autoencoderzoo.penalties.Penalty;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** {@code lambda / N sum_n ||h_n||^2}. */
public record QuietCode(@JsonProperty("lambda") double lambda) implements Penalty {

  @Override
  public double apply(Encoding encoding) {
    INDArray h = encoding.code();
    double weight = lambda / encoding.examples();
    encoding.addCodeGradient(h.mul(2 * weight));
    return weight * h.mul(h).sumNumber().doubleValue();
  }
}
