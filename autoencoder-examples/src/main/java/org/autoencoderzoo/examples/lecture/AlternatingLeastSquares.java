package org.autoencoderzoo.examples.lecture;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.inverse.InvertMatrix;

/**
 * Looks for the subspace that reconstructs examples with the least squared error: in turn, the best
 * codes for the directions and the best directions for the codes.
 */
final class AlternatingLeastSquares {

  private final INDArray centred;
  private INDArray directions;

  /**
   * Starts with random directions.
   *
   * @param centred examples of mean zero, {@code [N, D]}, in double
   * @param size of the subspace, k
   * @param seed of the directions
   */
  AlternatingLeastSquares(INDArray centred, int size, long seed) {
    this.centred = centred;
    Nd4j.getRandom().setSeed(seed);
    directions = Nd4j.randn(DataType.DOUBLE, size, centred.size(1));
  }

  /** Takes one turn. */
  void round() {
    directions = solve(codes(), centred);
  }

  /** {@return rows that span the subspace, {@code [k, D]}} */
  INDArray directions() {
    return directions;
  }

  /** {@return the variance of the examples within the subspace} */
  double variance() {
    INDArray projected = codes().mmul(directions);
    return projected.mul(projected).sumNumber().doubleValue() / centred.size(0);
  }

  private INDArray codes() {
    return solve(directions.transpose(), centred.transpose()).transpose();
  }

  /** The W with the least {@code ||a W - b||^2}, by the normal equations. */
  private static INDArray solve(INDArray a, INDArray b) {
    INDArray at = a.transpose();
    return InvertMatrix.invert(at.mmul(a), false).mmul(at.mmul(b));
  }
}
