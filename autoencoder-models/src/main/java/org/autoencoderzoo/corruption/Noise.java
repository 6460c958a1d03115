package org.autoencoderzoo.corruption;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.random.impl.GaussianDistribution;
import org.nd4j.linalg.api.ops.random.impl.UniformDistribution;
import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.factory.Nd4j;

/** Random arrays that seed and iteration determine, whatever else draws random numbers. */
final class Noise {

  private Noise() {}

  /**
   * Uniform over [0,1), of the shape of another array. Float for every type, so that layers that
   * see the same examples as float and as double draw the same.
   */
  static INDArray uniform(INDArray like, long seed, int iteration) {
    INDArray target = rowMajor(DataType.FLOAT, like);
    return Nd4j.getExecutioner()
        .exec(new UniformDistribution(target, 0, 1), random(seed, iteration));
  }

  /** Normal with mean zero, of the shape and type of another array. */
  static INDArray gaussian(INDArray like, double sigma, long seed, int iteration) {
    INDArray target = rowMajor(like.dataType(), like);
    return Nd4j.getExecutioner()
        .exec(new GaussianDistribution(target, 0, sigma), random(seed, iteration));
  }

  private static INDArray rowMajor(DataType type, INDArray like) {
    return Nd4j.createUninitialized(type, like.shape().clone(), 'c');
  }

  private static Random random(long seed, int iteration) {
    return Nd4j.getRandomFactory().getNewRandomInstance(seed * 1_000_003 + iteration);
  }
}
