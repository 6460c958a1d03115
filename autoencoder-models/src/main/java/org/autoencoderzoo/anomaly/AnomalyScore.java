package org.autoencoderzoo.anomaly;

/**
 * What makes a row odd, with x the row, y its reconstruction, {@code r = y - x} the residual and h
 * the code. What is missing in a row counts as reconstructed. Means, deviations and covariances are
 * those of the rows that the model was trained on.
 *
 * <p>A covariance is taken to be no smaller, in any direction, than a thousandth of the mean
 * variance of the rows' units (for the code, of the code's units): a direction in which the
 * training rows do not vary at all tells much, but not everything.
 */
public enum AnomalyScore {
  /** The squared error {@code |r|^2}, in the scaled units of the network. */
  SQUARED_ERROR,
  /**
   * The squared error with each unit of r, less its mean, divided by its deviation: what is always
   * hard to reconstruct does not drown the rest.
   */
  WEIGHTED_ERROR,
  /** The squared Mahalanobis distance of r from its mean: errors that go together count once. */
  RESIDUAL_DISTANCE,
  /**
   * The squared Mahalanobis distance of h from its mean: rows that are reconstructed well, but lie
   * far from all others.
   */
  CODE_DISTANCE,
  /**
   * The sum of {@link #RESIDUAL_DISTANCE} and {@link #CODE_DISTANCE}: how unlikely the row is, if
   * residuals and codes are normally distributed.
   */
  RESIDUAL_AND_CODE_DISTANCE,
  /**
   * The loss that the network was trained with; that of a cross-entropy is the negative logarithm
   * of the row's probability.
   */
  LOSS;

  boolean usesResiduals() {
    return this == WEIGHTED_ERROR
        || this == RESIDUAL_DISTANCE
        || this == RESIDUAL_AND_CODE_DISTANCE;
  }

  boolean usesCodes() {
    return this == CODE_DISTANCE || this == RESIDUAL_AND_CODE_DISTANCE;
  }
}
