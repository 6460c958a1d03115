package org.autoencoderzoo.benchmarks;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Start values as ND4J's arrays. */
final class Nd4jArrays {

  private Nd4jArrays() {}

  static INDArray matrix(float[] rowMajor, long columns) {
    return Nd4j.createFromArray(rowMajor).reshape('c', rowMajor.length / columns, columns);
  }

  static INDArray of(float[] rowMajor, long... shape) {
    return Nd4j.createFromArray(rowMajor).reshape('c', shape);
  }

  static void assign(INDArray vector, float[] values) {
    vector.assign(Nd4j.createFromArray(values).reshape(vector.shape()));
  }
}
