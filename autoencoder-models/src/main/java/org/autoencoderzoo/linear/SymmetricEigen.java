package org.autoencoderzoo.linear;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.autoencoderzoo.settings.Arguments;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The eigenvalues and eigenvectors of a symmetric matrix {@code S = V^T diag(values) V}, by EJML,
 * that is Householder's tridiagonal form and implicit QR (Golub and Van Loan, "Matrix
 * Computations", chapter 8).
 *
 * <p>Why not ND4J's {@code Eigen}: it calls LAPACK in OpenBLAS 0.3.19, whose {@code dtrmm}, {@code
 * dtrsm} and {@code dsymm} are wrong on processors with AVX-512. From about 200 rows on, what it
 * returns are no eigenvectors, and no error says so.
 *
 * @param values falling, n of them
 * @param vectors orthonormal rows in the same order, {@code [n, n]}, double
 */
public record SymmetricEigen(double[] values, INDArray vectors) {

  /** Share of the largest entry by which products in another order may differ. */
  private static final double ROUNDING = 1e-8;

  /**
   * Decomposes.
   *
   * @param symmetric {@code [n, n]}, not modified
   * @return eigenvalues and eigenvectors; signs are arbitrary, but the same for the same matrix
   * @throws IllegalArgumentException if it is not square or not symmetric, or holds a value that is
   *     not finite
   * @throws IllegalStateException if BLAS, of which such matrices mostly come, computes wrong
   *     products of doubles on this processor
   */
  public static SymmetricEigen of(INDArray symmetric) {
    BlasCheck.requireRight();
    Arguments.given("symmetric", symmetric);
    Arguments.require(
        symmetric.rank() == 2 && symmetric.size(0) == symmetric.size(1) && !symmetric.isEmpty(),
        "shape of symmetric",
        Arrays.toString(symmetric.shape()),
        "[n, n] with n at least 1");
    int n = symmetric.rows();
    DMatrixRMaj matrix = new DMatrixRMaj(symmetric.castTo(DataType.DOUBLE).toDoubleMatrix());
    if (MatrixFeatures_DDRM.hasUncountable(matrix)) {
      throw new IllegalArgumentException("symmetric: it holds a value that is not finite");
    }
    if (!MatrixFeatures_DDRM.isSymmetric(matrix, ROUNDING)) {
      throw new IllegalArgumentException("symmetric: the matrix is not equal to its transpose");
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, true, true);
    double shift = 0;
    if (!eigen.decompose(matrix.copy())) {
      // EJML compares entries with their neighbours, and finds no end among many eigenvalues that
      // are zero but for rounding. Those of S + shift * I are not small, and the vectors the same.
      shift = CommonOps_DDRM.elementMaxAbs(matrix);
      for (int i = 0; i < n; i++) {
        matrix.add(i, i, shift);
      }
      if (!eigen.decompose(matrix)) {
        throw new IllegalArgumentException("symmetric: its eigenvalues do not converge");
      }
    }
    int[] falling =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -eigen.getEigenvalue(i).getReal()))
            .mapToInt(Integer::intValue)
            .toArray();
    double[][] vectors = new double[n][];
    for (int i = 0; i < n; i++) {
      vectors[i] = eigen.getEigenVector(falling[i]).getData();
    }
    double added = shift;
    return new SymmetricEigen(
        Arrays.stream(falling).mapToDouble(i -> eigen.getEigenvalue(i).getReal() - added).toArray(),
        Nd4j.createFromArray(vectors));
  }
}
