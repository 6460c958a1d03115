package org.autoencoderzoo.anomaly;

import org.autoencoderzoo.linear.SymmetricEigen;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Distances from the centre of some rows, in their own deviations: {@code |(x - mean) S|^2}. With
 * {@code S = C^(-1/2)} it is Mahalanobis' (1936); with the inverse deviations alone, that of rows
 * whose units are independent.
 *
 * @param mean {@code [D]}, double
 * @param scale {@code [D, D]}, symmetric, or {@code [1, D]} for independent units; double
 */
record Whitening(INDArray mean, INDArray scale) {

  /** No variance is less than this share of the units' mean variance. */
  private static final double LEAST_SHARE = 1e-3;

  /** Keeps rows that do not vary at all from distances that are not finite. */
  private static final double LEAST = 1e-12;

  /** The least variance that means something beside others. */
  static double least(INDArray rows) {
    INDArray centred = rows.subRowVector(rows.mean(0));
    double variance = centred.muli(centred).meanNumber().doubleValue();
    return Math.max(LEAST, LEAST_SHARE * variance);
  }

  /** Mahalanobis' distance from rows {@code [N, D]}, double. */
  static Whitening of(INDArray rows, double least) {
    INDArray mean = rows.mean(0);
    INDArray centred = rows.subRowVector(mean);
    INDArray covariance = Nd4j.gemm(centred, centred, true, false).divi(rows.size(0));
    SymmetricEigen eigen = SymmetricEigen.of(covariance);
    double[] inverse = eigen.values().clone();
    for (int i = 0; i < inverse.length; i++) {
      inverse[i] = 1 / Math.sqrt(Math.max(least, inverse[i]));
    }
    INDArray vectors = eigen.vectors();
    INDArray scaled = vectors.mulColumnVector(Nd4j.createFromArray(inverse).reshape(-1, 1));
    return rounded(mean, Nd4j.gemm(vectors, scaled, true, false));
  }

  /** The same, as if the units were independent. */
  static Whitening ofUnits(INDArray rows, double least) {
    INDArray mean = rows.mean(0);
    INDArray centred = rows.subRowVector(mean);
    INDArray variance = Transforms.max(centred.muli(centred).mean(true, 0), least, false);
    return rounded(mean, Transforms.pow(variance, -0.5, false));
  }

  /** To what is saved, so that a detector that was loaded gives the same scores. */
  private static Whitening rounded(INDArray mean, INDArray scale) {
    return new Whitening(
        mean.castTo(DataType.FLOAT).castTo(DataType.DOUBLE),
        scale.castTo(DataType.FLOAT).castTo(DataType.DOUBLE));
  }

  /** Whether units are taken to be independent. */
  boolean isOfUnits() {
    return scale.rows() == 1;
  }

  /** The squared distances {@code [N, 1]} of rows {@code [N, D]}, double. */
  INDArray squaredDistances(INDArray rows) {
    INDArray centred = rows.castTo(DataType.DOUBLE).subRowVector(mean);
    INDArray white = isOfUnits() ? centred.muliRowVector(scale) : centred.mmul(scale);
    return white.muli(white).sum(true, 1);
  }
}
