package org.autoencoderzoo.internal.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Products in parts, and in one, against sums in double, for all orders and transposes. */
class MatrixProductTest {

  @BeforeEach
  void seed() {
    Nd4j.getRandom().setSeed(42);
  }

  @AfterEach
  void release() {
    MatrixProduct.leaveToBlas();
  }

  static Stream<Arguments> products() {
    List<int[]> sizes =
        List.of(
            new int[] {1, 1, 1},
            new int[] {3, 1, 7},
            new int[] {1, 5, 2},
            new int[] {128, 100, 90},
            new int[] {17, 1500, 33},
            new int[] {1500, 17, 33},
            new int[] {250, 131, 129});
    return sizes.stream()
        .flatMap(
            size ->
                Stream.of("cc", "cf", "fc", "ff")
                    .flatMap(
                        orders ->
                            Stream.of('c', 'f').map(target -> Arguments.of(size, orders, target))));
  }

  @ParameterizedTest
  @MethodSource("products")
  void equalSumsInDouble(int[] size, String orders, char order) {
    assertEqualSumsInDouble(size, orders, order);
    MatrixProduct.divideHere();
    assertEqualSumsInDouble(size, orders, order);
  }

  private static void assertEqualSumsInDouble(int[] size, String orders, char order) {
    for (boolean transposeA : new boolean[] {false, true}) {
      for (boolean transposeB : new boolean[] {false, true}) {
        INDArray a = matrix(transposeA, size[0], size[2], orders.charAt(0));
        INDArray b = matrix(transposeB, size[2], size[1], orders.charAt(1));
        INDArray target = matrix(false, size[0], size[1], order);
        INDArray before = target.castTo(DataType.DOUBLE);
        INDArray product = plain(a, transposeA).mmul(plain(b, transposeB));

        MatrixProduct.write(a, b, target, transposeA, transposeB, true);
        assertThat(distance(target, product.add(before))).isLessThan(1e-4);
        MatrixProduct.write(a, b, target, transposeA, transposeB, false);
        assertThat(distance(target, product)).isLessThan(1e-4);
      }
    }
  }

  /** Within a larger buffer, as parameters are. */
  private static INDArray matrix(boolean isTransposed, int rows, int columns, char order) {
    int first = isTransposed ? columns : rows;
    int second = isTransposed ? rows : columns;
    INDArray larger = Nd4j.randn(DataType.FLOAT, 3 + rows * columns);
    INDArray view = larger.get(NDArrayIndex.interval(3, larger.length()));
    return view.reshape(order, first, second);
  }

  private static INDArray plain(INDArray matrix, boolean isTransposed) {
    INDArray inDouble = matrix.castTo(DataType.DOUBLE);
    return isTransposed ? inDouble.transpose() : inDouble;
  }

  private static double distance(INDArray a, INDArray b) {
    return a.castTo(DataType.DOUBLE).sub(b).amaxNumber().doubleValue();
  }
}
