package org.autoencoderzoo.examples.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.autoencoderzoo.RandomExamples;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class PrincipalAnglesTest {

  /** Planes of R^4 turned by known angles, each given by rows that are not orthonormal. */
  @Property(tries = 100)
  void planesTurnedByTwoAnglesHaveThoseTwo(
      @ForAll @DoubleRange(min = 0, max = 90) double first,
      @ForAll @DoubleRange(min = 0, max = 90) double second) {
    double a = Math.toRadians(Math.min(first, second));
    double b = Math.toRadians(Math.max(first, second));
    INDArray plane = Nd4j.createFromArray(new double[][] {{1, 0, 0, 0}, {2, 3, 0, 0}});
    INDArray turned =
        Nd4j.createFromArray(
            new double[][] {
              {Math.cos(a), 0, Math.sin(a), 0},
              {Math.cos(a), -2 * Math.cos(b), Math.sin(a), -2 * Math.sin(b)}
            });
    assertThat(PrincipalAngles.between(plane, turned))
        .containsExactly(new double[] {Math.toDegrees(a), Math.toDegrees(b)}, within(1e-6));
  }

  @Test
  void smallAnglesKeepTheirDigits() {
    INDArray line = Nd4j.createFromArray(new double[][] {{1, 0, 0}});
    INDArray turned = Nd4j.createFromArray(new double[][] {{1, 1e-9, 0}});
    assertThat(PrincipalAngles.between(line, turned)[0])
        .isCloseTo(Math.toDegrees(1e-9), within(1e-13));
  }

  @Test
  void spaceWithinAnotherIsAtAngleZeroEitherWayRound() {
    INDArray space = RandomExamples.normal(DataType.DOUBLE, 6, 20);
    INDArray part = RandomExamples.normal(DataType.DOUBLE, 3, 6).mmul(space);
    assertThat(PrincipalAngles.between(part, space)).containsExactly(new double[3], within(1e-5));
    assertThat(PrincipalAngles.between(space, part)).containsExactly(new double[3], within(1e-5));
  }

  @Test
  void dependentRowsAreRefused() {
    INDArray a = Nd4j.createFromArray(new double[][] {{1, 2, 3}, {2, 4, 6}});
    INDArray b = Nd4j.createFromArray(new double[][] {{1, 0, 0}});
    assertThatThrownBy(() -> PrincipalAngles.between(a, b))
        .hasMessageContaining("Gram matrix of a")
        .hasMessageContaining("independent");
    assertThatThrownBy(() -> PrincipalAngles.between(b, Nd4j.zeros(1, 4)))
        .hasMessageContaining("[1, 4]");
  }
}
