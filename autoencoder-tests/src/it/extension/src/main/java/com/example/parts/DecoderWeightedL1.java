package com.example.parts;

import org.autoencoderzoo.penalties.Encoding;
import org.autoencoderzoo.penalties.Penalty;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * L1 of the code, each unit weighted by the norm of what it writes: lambda / N sum_nj |h_nj|
 * ||V_j||. A code cannot escape it by being small with large weights in the decoder. Stands on the
 * decoder, a dense layer that reads the code.
 */
public record DecoderWeightedL1(@JsonProperty("lambda") double lambda) implements Penalty {

  @Override
  public double apply(Encoding decoder) {
    INDArray h = decoder.input(); // [N, K], the code
    INDArray v = decoder.weights(); // [K, D], a row for each unit of the code
    double weight = lambda / decoder.examples();
    INDArray norms = v.norm2(true, 1); // [K, 1]
    INDArray absolute = Transforms.abs(h, true).sum(true, 0).transpose(); // [K, 1]
    decoder.addInputGradient(Transforms.sign(h, true).mulRowVector(norms.transpose()).muli(weight));
    decoder.addWeightGradient(v.mulColumnVector(absolute.div(norms)).muli(weight));
    return weight * absolute.mul(norms).sumNumber().doubleValue();
  }
}
