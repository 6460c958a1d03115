package org.autoencoderzoo.testing;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.random.impl.GaussianDistribution;
import org.nd4j.linalg.api.ops.random.impl.UniformDistribution;
import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Random arrays of doubles, the same in each call, that leave the generator alone that all share:
 * else a part that draws from it would get the same numbers each time, and look repeatable.
 */
final class Draw {

  private Draw() {}

  /** Uniform over [0,1). */
  static INDArray uniform(long seed, long... shape) {
    INDArray target = Nd4j.createUninitialized(DataType.DOUBLE, shape);
    return Nd4j.getExecutioner().exec(new UniformDistribution(target, 0, 1), generator(seed));
  }

  /** Standard normal. */
  static INDArray normal(long seed, long... shape) {
    INDArray target = Nd4j.createUninitialized(DataType.DOUBLE, shape);
    return Nd4j.getExecutioner().exec(new GaussianDistribution(target, 0, 1), generator(seed));
  }

  private static Random generator(long seed) {
    return Nd4j.getRandomFactory().getNewRandomInstance(seed);
  }
}
