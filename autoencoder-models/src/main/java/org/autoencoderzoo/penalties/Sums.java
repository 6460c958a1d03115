package org.autoencoderzoo.penalties;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Sums that keep their digits: ND4J adds up the whole of a float array in float. */
final class Sums {

  private Sums() {}

  /** Over examples: one row. */
  static INDArray overExamples(INDArray perExample) {
    return perExample.sum(true, 0);
  }

  /** Over everything: by column, then in double. */
  static double of(INDArray perExample) {
    return overExamples(perExample).castTo(DataType.DOUBLE).sumNumber().doubleValue();
  }
}
