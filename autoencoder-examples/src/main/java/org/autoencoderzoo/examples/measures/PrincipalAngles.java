package org.autoencoderzoo.examples.measures;

import java.util.Arrays;
import org.autoencoderzoo.linear.SymmetricEigen;
import org.autoencoderzoo.settings.Arguments;
import org.autoencoderzoo.settings.InputCheck;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Principal angles between two subspaces (Jordan 1875; Bjoerck and Golub 1973): the smallest angle
 * between a vector of one and a vector of the other, then the smallest among what is orthogonal to
 * these two, and so on. All are zero if one subspace contains the other.
 */
public final class PrincipalAngles {

  /** Below this share of the largest eigenvalue of the Gram matrix, rows are dependent. */
  private static final double DEPENDENT = 1e-12;

  private PrincipalAngles() {}

  /**
   * The angles between the spaces that rows span.
   *
   * @param a independent rows {@code [p, D]}
   * @param b independent rows {@code [q, D]}
   * @return min(p, q) angles in degrees, 0 to 90, rising
   * @throws IllegalArgumentException if the widths differ, rows are dependent or a value is not
   *     finite
   */
  public static double[] between(INDArray a, INDArray b) {
    InputCheck.matrix("rows of a", a, "D");
    InputCheck.matrix("rows of b", b, "D");
    Arguments.require(
        a.size(1) == b.size(1),
        "shape of b",
        Arrays.toString(b.shape()),
        "[q, D] for a of shape [p, D], found " + Arrays.toString(a.shape()));
    boolean aIsSmaller = a.size(0) <= b.size(0);
    INDArray small = orthonormal(aIsSmaller ? a : b, aIsSmaller ? "a" : "b");
    INDArray large = orthonormal(aIsSmaller ? b : a, aIsSmaller ? "b" : "a");
    INDArray cosines = small.mmul(large.transpose());
    INDArray principal = SymmetricEigen.of(cosines.mmul(cosines.transpose())).vectors().mmul(small);
    INDArray along = principal.mmul(large.transpose());
    INDArray outside = principal.sub(along.mmul(large));
    // An arc cosine alone would lose half of the digits of a small angle, an arc sine of a large.
    double[] cosine = along.norm2(1).toDoubleVector();
    double[] sine = outside.norm2(1).toDoubleVector();
    double[] angles = new double[sine.length];
    Arrays.setAll(angles, i -> Math.toDegrees(Math.atan2(sine[i], cosine[i])));
    Arrays.sort(angles);
    return angles;
  }

  private static INDArray orthonormal(INDArray matrix, String name) {
    INDArray rows = InputCheck.finite("rows of " + name, matrix, DataType.DOUBLE);
    SymmetricEigen eigen = SymmetricEigen.of(rows.mmul(rows.transpose()));
    double[] values = eigen.values();
    double least = values[values.length - 1];
    Arguments.require(
        least > DEPENDENT * values[0],
        "least eigenvalue of the Gram matrix of " + name,
        least,
        "above 0: its rows must be independent");
    INDArray lengths = Transforms.sqrt(Nd4j.createFromArray(values).reshape(-1, 1));
    return eigen.vectors().mmul(rows).diviColumnVector(lengths);
  }
}
