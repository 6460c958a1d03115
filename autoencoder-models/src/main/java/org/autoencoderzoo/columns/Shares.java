package org.autoencoderzoo.columns;

import java.util.Arrays;
import java.util.List;

/** Weights as shares of their sum. */
final class Shares {

  private Shares() {}

  static List<Double> of(double... weights) {
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(weight -> Math.min(1, weight / sum)).boxed().toList();
  }
}
