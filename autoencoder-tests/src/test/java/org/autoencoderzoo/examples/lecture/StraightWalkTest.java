package org.autoencoderzoo.examples.lecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Walks on straight lines. */
class StraightWalkTest {

  @Test
  void walkHasBothEnds() {
    INDArray from = Nd4j.createFromArray(0f, 4f);
    INDArray to = Nd4j.createFromArray(1f, 0f);

    assertThat(StraightWalk.fromTo(from, to, 3).toFloatMatrix())
        .isDeepEqualTo(new float[][] {{0, 4}, {0.5f, 2}, {1, 0}});
  }

  @Test
  void walkThroughAnImageHasItInTheMiddleAndStaysInTheUnitInterval() {
    INDArray image = Nd4j.createFromArray(new float[][] {{0.5f, 0.25f}});
    INDArray step = Nd4j.createFromArray(new float[][] {{0.5f, -0.5f}});

    assertThat(StraightWalk.through(image, step, 1).toFloatMatrix())
        .isDeepEqualTo(new float[][] {{0, 0.75f}, {0.5f, 0.25f}, {1, 0}});
  }
}
