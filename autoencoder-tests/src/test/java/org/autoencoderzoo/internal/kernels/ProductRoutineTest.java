package org.autoencoderzoo.internal.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** Each routine against sums in double, whichever of them is in use here. */
class ProductRoutineTest {

  @ParameterizedTest
  @EnumSource
  void writesAndAddsProductsOfStridedMatrices(ProductRoutine routine) {
    Assumptions.assumeTrue(
        routine == ProductRoutine.BLAS || ProductRoutine.fastest() == ProductRoutine.ONE_DNN,
        "oneDNN is not on the class path");
    Nd4j.getRandom().setSeed(42);
    for (int size : new int[] {1, 5, 16, 67, 200}) {
      for (boolean transposeA : new boolean[] {false, true}) {
        for (boolean transposeB : new boolean[] {false, true}) {
          for (int beta = 0; beta <= 1; beta++) {
            check(routine, transposeA, transposeB, size, size + 3, size + 7, beta);
          }
        }
      }
    }
  }

  private static void check(
      ProductRoutine routine,
      boolean transposeA,
      boolean transposeB,
      int rows,
      int columns,
      int inner,
      int beta) {
    INDArray a = Nd4j.randn(DataType.FLOAT, transposeA ? inner : rows, transposeA ? rows : inner);
    INDArray b =
        Nd4j.randn(DataType.FLOAT, transposeB ? columns : inner, transposeB ? inner : columns);
    INDArray target = Nd4j.randn(DataType.FLOAT, rows, columns);
    INDArray expected =
        plain(a, transposeA)
            .mmul(plain(b, transposeB))
            .addi(target.castTo(DataType.DOUBLE).muli(beta));
    routine.run(
        new ProductRoutine.Product(
            transposeA,
            transposeB,
            rows,
            columns,
            inner,
            pointer(a),
            (int) a.size(1),
            pointer(b),
            (int) b.size(1),
            beta,
            pointer(target),
            columns));
    assertThat(target.castTo(DataType.DOUBLE).sub(expected).amaxNumber().doubleValue())
        .isLessThan(1e-4);
  }

  /** The thread's other work with OpenMP keeps its threads. */
  @Test
  void oneDnnLeavesTheNumberOfThreadsAsItWas() {
    Assumptions.assumeTrue(
        ProductRoutine.fastest() == ProductRoutine.ONE_DNN, "oneDNN is not on the class path");
    int before = threads();
    check(ProductRoutine.ONE_DNN, false, false, 50, 50, 50, 0);
    assertThat(threads()).isEqualTo(before);
  }

  private static int threads() {
    return NativeOpsHolder.getInstance().getDeviceNativeOps().ompGetMaxThreads();
  }

  private static INDArray plain(INDArray matrix, boolean isTransposed) {
    INDArray inDouble = matrix.castTo(DataType.DOUBLE);
    return isTransposed ? inDouble.transpose() : inDouble;
  }

  private static FloatPointer pointer(INDArray array) {
    return new FloatPointer(array.data().addressPointer());
  }
}
