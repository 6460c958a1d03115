package org.autoencoderzoo.linear;

import java.util.function.BinaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A check of BLAS, once: with the kernels that OpenBLAS 0.3.19 calls Cooperlake, for some of
 * Intel's processors with bfloat16, products of matrices of doubles are wrong from 100 rows on, and
 * no error says so.
 */
final class BlasCheck {

  private static final int SIZE = 128;

  private BlasCheck() {}

  /** Initialized when it is first asked for. */
  private static final class Blas {
    static final boolean IS_RIGHT = areRight(INDArray::mmul);
  }

  /**
   * Refuses to go on with wrong products.
   *
   * @throws IllegalStateException if BLAS gives them, with the way out
   */
  static void requireRight() {
    if (!Blas.IS_RIGHT) {
      throw new IllegalStateException(
          "BLAS computes wrong products of matrices of doubles on this processor, as OpenBLAS 0.3.19"
              + " does with its kernels Cooperlake: set OPENBLAS_CORETYPE=SkylakeX, or Haswell, in"
              + " the environment before the JVM starts");
    }
  }

  /** Compares a product of small integers, of which doubles hold each sum, with plain loops. */
  static boolean areRight(BinaryOperator<INDArray> product) {
    double[][] a = new double[SIZE][SIZE];
    double[][] b = new double[SIZE][SIZE];
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < SIZE; j++) {
        a[i][j] = (7 * i + 3 * j) % 11 - 5;
        b[i][j] = (5 * i + 2 * j) % 13 - 6;
      }
    }
    INDArray result = product.apply(Nd4j.createFromArray(a), Nd4j.createFromArray(b));
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < SIZE; j++) {
        double expected = 0;
        for (int k = 0; k < SIZE; k++) {
          expected += a[i][k] * b[k][j];
        }
        if (result.getDouble(i, j) != expected) {
          return false;
        }
      }
    }
    return true;
  }
}
