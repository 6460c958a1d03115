package org.autoencoderzoo.examples.lecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Which units codes use, and how often. */
class UnitUseTest {

  @Test
  void unusedUnitsAreLeftOutAndTheMostUsedComesFirst() {
    INDArray codes = Nd4j.createFromArray(new float[][] {{0, 0, -1, 5}, {0, 2, 3, 0}});

    assertThat(UnitUse.mostUsedFirst(codes)).containsExactly(2, 1, 3);
  }
}
