package org.autoencoderzoo.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Eigenvectors against their definition, at sizes where ND4J's are wrong on some processors. */
class SymmetricEigenTest {

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "7, 7", "65, 65", "65, 20", "400, 400", "400, 100"})
  void vectorsAreOrthonormalAndScaledByTheMatrix(int size, int rank) {
    Nd4j.getRandom().setSeed(42);
    INDArray factor = Nd4j.randn(DataType.DOUBLE, size, rank);
    INDArray matrix = factor.mmul(factor.transpose()).divi(rank);
    INDArray before = matrix.dup();

    SymmetricEigen eigen = SymmetricEigen.of(matrix);

    INDArray v = eigen.vectors();
    double[] values = eigen.values();
    assertThat(matrix).isEqualTo(before);
    assertThat(v.mmul(v.transpose()).subi(Nd4j.eye(size)).amaxNumber().doubleValue())
        .isLessThan(1e-12);
    INDArray scaled = v.mulColumnVector(Nd4j.createFromArray(values).reshape(-1, 1));
    assertThat(v.mmul(matrix).subi(scaled).amaxNumber().doubleValue())
        .isLessThan(1e-12 * values[0]);
    assertThat(Arrays.stream(values).boxed().toList())
        .isSortedAccordingTo(Collections.reverseOrder());
    assertThat(Arrays.stream(values).filter(l -> l > 1e-10 * values[0]).count()).isEqualTo(rank);
  }

  @Test
  void aKnownMatrixHasItsKnownEigenvalues() {
    INDArray matrix = Nd4j.createFromArray(new float[][] {{2, 1, 0}, {1, 2, 0}, {0, 0, -5}});
    SymmetricEigen eigen = SymmetricEigen.of(matrix);
    assertThat(eigen.values()).containsExactly(new double[] {3, 1, -5}, within(1e-12));
    assertThat(Math.abs(eigen.vectors().getDouble(2, 2))).isCloseTo(1, within(1e-12));
  }

  @Test
  void whatIsNoSquareMatrixIsRefused() {
    assertThatThrownBy(() -> SymmetricEigen.of(Nd4j.zeros(2, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("shape of symmetric is [2, 3], must be [n, n] with n at least 1");
  }

  @ParameterizedTest
  @CsvSource({"NaN", "Infinity"})
  void valuesThatAreNotFiniteAreRefused(double value) {
    INDArray matrix = Nd4j.eye(3).castTo(DataType.DOUBLE);
    matrix.putScalar(1, 1, value);
    assertThatThrownBy(() -> SymmetricEigen.of(matrix))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not finite");
  }
}
