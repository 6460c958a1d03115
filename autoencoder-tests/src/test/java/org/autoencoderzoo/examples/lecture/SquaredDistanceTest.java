package org.autoencoderzoo.examples.lecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Means of squared distances. */
class SquaredDistanceTest {

  private final INDArray rows = Nd4j.createFromArray(new float[][] {{0, 0}, {3, 4}});

  @Test
  void meanIsOverRowsOfSumsOverFeatures() {
    assertThat(SquaredDistance.mean(rows, Nd4j.zerosLike(rows))).isEqualTo(12.5);
  }

  @Test
  void oneRowIsTheCounterpartOfAll() {
    INDArray one = Nd4j.createFromArray(new float[][] {{3, 0}});

    assertThat(SquaredDistance.mean(rows, one)).isEqualTo((9 + 16) / 2.0);
  }

  @Test
  void nearestIsTakenRowByRow() {
    INDArray others = Nd4j.createFromArray(new float[][] {{9, 9}, {0, 1}, {3, 2}});

    assertThat(SquaredDistance.meanToNearest(rows, others)).isEqualTo((1 + 4) / 2.0);
  }

  @Test
  void rowsBeyondOneBatchCount() {
    INDArray many = Nd4j.create(DataType.FLOAT, 250, 2);
    many.get(NDArrayIndex.point(249)).assign(10);

    assertThat(SquaredDistance.meanToNearest(many, Nd4j.zeros(1, 2)))
        .isCloseTo(200 / 250.0, within(1e-6));
  }
}
