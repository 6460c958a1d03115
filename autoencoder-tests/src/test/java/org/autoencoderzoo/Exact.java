package org.autoencoderzoo;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Arrays to be compared to the last bit: {@code INDArray.equals} tolerates differences of 1e-5. */
public final class Exact {

  private Exact() {}

  /** The entries, row-major; none of null, which is the state of an updater that has none. */
  public static double[] of(INDArray array) {
    return array == null ? new double[0] : array.dup('c').data().asDouble();
  }
}
