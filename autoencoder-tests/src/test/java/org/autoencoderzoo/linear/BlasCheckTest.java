package org.autoencoderzoo.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A wrong product is found; those of the machine that runs this are right. */
class BlasCheckTest {

  @Test
  void productsHereAreRight() {
    assertThatCode(BlasCheck::requireRight).doesNotThrowAnyException();
  }

  @Test
  void oneWrongEntryIsFound() {
    assertThat(BlasCheck.areRight(INDArray::mmul)).isTrue();
    assertThat(BlasCheck.areRight((a, b) -> a.mmul(b).putScalar(127, 100, 0.5))).isFalse();
    assertThat(BlasCheck.areRight((a, b) -> b.mmul(a))).isFalse();
  }
}
