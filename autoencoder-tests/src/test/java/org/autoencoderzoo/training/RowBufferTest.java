package org.autoencoderzoo.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.autoencoderzoo.RandomExamples;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Memory that is used again shows nothing of the rows before. */
class RowBufferTest {

  private static final INDArray X = RandomExamples.uniform(DataType.FLOAT, 4, 3);
  private static final INDArray TARGET = RandomExamples.uniform(DataType.FLOAT, 4, 3).addi(1);
  private static final INDArray MASK = Nd4j.create(new float[] {0, 2, 1, 3}, 4, 1);

  @Test
  void rowsHaveNoTargetsOrMasksOfThoseBefore() {
    try (RowBuffer buffer = new RowBuffer(4)) {
      buffer.add(new Batch(X, TARGET, MASK, MASK), 0);
      assertThat(buffer.rows()).isEqualTo(new Batch(X, TARGET, MASK, MASK));
      buffer.clear();
      buffer.add(Batch.of(X.getRows(0, 1)), 4);
      Batch rows = buffer.rows();
      assertThat(rows.isItsOwnTarget()).isTrue();
      assertThat(rows.isMasked()).isFalse();
      assertThat(rows.input()).isEqualTo(X.getRows(0, 1));
    }
  }

  @Test
  void rowsBeforeTheFirstMaskCountOne() {
    try (RowBuffer buffer = new RowBuffer(4)) {
      buffer.add(new Batch(X, X, null, MASK), 0);
      buffer.clear();
      buffer.add(Batch.of(X.getRows(0, 1)), 4);
      buffer.add(new Batch(X.getRows(2), TARGET.getRows(2), null, MASK.getRows(1)), 6);
      buffer.add(Batch.of(X.getRows(3)), 7);
      Batch rows = buffer.rows();
      assertThat(rows.inputMask()).isNull();
      assertThat(rows.targetMask().toFloatVector()).containsExactly(1, 1, 2, 1);
      INDArray target = X.dup();
      target.getRow(2).assign(TARGET.getRow(2));
      assertThat(rows.target()).isEqualTo(target);
    }
  }

  @Test
  void memoryOfAPartIsTakenAgain() {
    INDArray rows;
    try (PartMemory memory = new PartMemory()) {
      RowBuffer first = memory.take(4);
      first.add(Batch.of(X), 0);
      rows = first.rows().input();
      assertThat(memory.take(4)).isNotSameAs(first);
      memory.giveBack(first);
      assertThat(memory.take(4)).isSameAs(first);
      assertThat(first.size()).isZero();
      memory.giveBack(first);
    }
    assertThat(rows.wasClosed()).isTrue();
  }
}
