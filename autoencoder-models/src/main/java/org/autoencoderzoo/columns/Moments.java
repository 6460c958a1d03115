package org.autoencoderzoo.columns;

import java.io.Serializable;

/**
 * Mean and deviation of weighted numbers in one pass, without the cancellation that sums of squares
 * suffer: West, Updating mean and variance estimates, Communications of the ACM 22 (1979); joined
 * as by Chan, Golub and LeVeque (1979).
 */
final class Moments implements Serializable {

  private static final long serialVersionUID = 1L;

  private double weight;
  private double mean;
  private double squares;

  void add(double value, double times) {
    weight += times;
    double difference = value - mean;
    mean += difference * (times / weight);
    squares += times * difference * (value - mean);
  }

  void merge(Moments other) {
    if (other.weight == 0) {
      return;
    }
    double both = weight + other.weight;
    double difference = other.mean - mean;
    squares += other.squares + difference * difference * (weight * (other.weight / both));
    mean += difference * (other.weight / both);
    weight = both;
  }

  double weight() {
    return weight;
  }

  double mean() {
    return mean;
  }

  /** The root of the mean squared distance from the mean. */
  double deviation() {
    return weight == 0 ? 0 : Math.sqrt(squares / weight);
  }
}
