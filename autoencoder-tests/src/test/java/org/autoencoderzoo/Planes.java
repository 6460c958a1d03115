package org.autoencoderzoo;

import java.util.Random;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Rows {@code (u, v, u + v, u - v)} of normal u and v, a plane: a code of 2 holds all of them. */
public final class Planes {

  private Planes() {}

  /** Of single precision. */
  public static INDArray rows(int count, long seed) {
    return Nd4j.createFromArray(values(count, seed)).castTo(Nd4j.defaultFloatingPointType());
  }

  /** The same numbers. */
  public static double[][] values(int count, long seed) {
    Random random = new Random(seed);
    double[][] rows = new double[count][];
    for (int n = 0; n < count; n++) {
      double u = random.nextGaussian();
      double v = random.nextGaussian();
      rows[n] = new double[] {u, v, u + v, u - v};
    }
    return rows;
  }
}
