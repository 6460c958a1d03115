package org.autoencoderzoo;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Random arrays that are the same in every run. */
public final class RandomExamples {

  private static final long SEED = 20061;

  private RandomExamples() {}

  /** Uniform over [0,1]. */
  public static INDArray uniform(DataType type, long... shape) {
    Nd4j.getRandom().setSeed(SEED);
    return Nd4j.rand(type, shape);
  }

  /** Standard normal. */
  public static INDArray normal(DataType type, long... shape) {
    Nd4j.getRandom().setSeed(SEED);
    return Nd4j.randn(type, shape);
  }
}
