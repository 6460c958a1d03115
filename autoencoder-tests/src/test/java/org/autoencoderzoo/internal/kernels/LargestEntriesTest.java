package org.autoencoderzoo.internal.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.autoencoderzoo.RandomExamples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Selection against a full sort, with ties, signs, odd values and odd layouts. */
class LargestEntriesTest {

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void selectionEqualsSorting(DataType type) {
    INDArray rows = RandomExamples.normal(type, 40, 97);
    for (int k : new int[] {1, 2, 10, 48, 96, 97}) {
      assertThat(LargestEntries.mask(rows, k)).isEqualTo(bySorting(rows, k));
    }
  }

  /** Long rows are searched among few candidates, found by the maxima of parts of the row. */
  @Test
  void selectionFromLongRowsEqualsSorting() {
    INDArray rows = RandomExamples.normal(DataType.FLOAT, 6, 2560);
    INDArray coarse = Transforms.floor(rows.mul(3));
    for (int k : new int[] {1, 32, 700, 2560}) {
      assertThat(LargestEntries.mask(rows, k)).isEqualTo(bySorting(rows, k));
      assertThat(LargestEntries.mask(coarse, k)).isEqualTo(bySorting(coarse, k));
    }
  }

  /** All large entries are neighbours, in few parts of the row: their maxima say little. */
  @Test
  void largeEntriesSideBySideAreAllFound() {
    INDArray rows = RandomExamples.uniform(DataType.FLOAT, 2, 2560);
    rows.get(NDArrayIndex.all(), NDArrayIndex.interval(1000, 1256)).addi(10);
    for (int k : new int[] {25, 300, 1000}) {
      assertThat(LargestEntries.mask(rows, k)).isEqualTo(bySorting(rows, k));
    }
  }

  @Test
  void manyEqualEntriesGiveExactlyKAndTheFirstWin() {
    INDArray rows = RandomExamples.uniform(DataType.FLOAT, 40, 97).muli(3);
    INDArray coarse = Transforms.floor(rows);
    for (int k : new int[] {1, 10, 50, 90}) {
      assertThat(LargestEntries.mask(coarse, k)).isEqualTo(bySorting(coarse, k));
    }
    INDArray same = Nd4j.zeros(DataType.FLOAT, 2, 5);
    assertThat(LargestEntries.mask(same, 2).getRow(1).toFloatVector())
        .containsExactly(1, 1, 0, 0, 0);
  }

  @Test
  void negativeZeroInfinityAndNanHaveTheirPlace() {
    float nan = Float.NaN;
    float signed = Float.intBitsToFloat(0xFFC00000); // As processors make it.
    float infinity = Float.POSITIVE_INFINITY;
    INDArray rows =
        Nd4j.createFromArray(
            new float[][] {
              {-1, -0f, 0f, -2}, {1, infinity, -infinity, 2}, {1, nan, 3, 2}, {1, signed, 3, 2}
            });
    assertThat(LargestEntries.mask(rows, 1).toFloatMatrix())
        .isDeepEqualTo(new float[][] {{0, 1, 0, 0}, {0, 1, 0, 0}, {0, 1, 0, 0}, {0, 1, 0, 0}});
    assertThat(LargestEntries.mask(rows, 2).toFloatMatrix())
        .isDeepEqualTo(new float[][] {{0, 1, 1, 0}, {0, 1, 0, 1}, {0, 1, 1, 0}, {0, 1, 1, 0}});
  }

  @Test
  void columnMajorArraysAndViewsAreReadAsTheyAre() {
    INDArray rows = RandomExamples.normal(DataType.FLOAT, 12, 20);
    assertThat(LargestEntries.mask(rows.dup('f'), 5)).isEqualTo(bySorting(rows, 5));
    INDArray view = rows.get(NDArrayIndex.interval(3, 9), NDArrayIndex.interval(4, 15));
    assertThat(LargestEntries.mask(view, 5)).isEqualTo(bySorting(view.dup('c'), 5));
  }

  @Test
  void whatIsKeptOfPartOfABatchIsWhatTheMaskMarks() {
    INDArray batch = RandomExamples.normal(DataType.FLOAT, 12, 200);
    INDArray before = batch.dup();
    INDArray part = batch.get(NDArrayIndex.interval(3, 9), NDArrayIndex.all());
    INDArray expected = part.mul(bySorting(part, 5));
    INDArray byMagnitude = part.mul(bySorting(Transforms.abs(part), 7));

    LargestEntries.keep(part, 5, false);
    assertThat(part).isEqualTo(expected);
    part.assign(before.get(NDArrayIndex.interval(3, 9), NDArrayIndex.all()));
    LargestEntries.keep(part, 7, true);
    assertThat(part).isEqualTo(byMagnitude);
    for (int row : new int[] {0, 2, 9, 11}) {
      assertThat(batch.getRow(row)).isEqualTo(before.getRow(row));
    }
  }

  @Test
  void argumentIsNotModified() {
    INDArray rows = RandomExamples.normal(DataType.FLOAT, 12, 20);
    INDArray before = rows.dup();
    LargestEntries.mask(rows, 3);
    assertThat(rows).isEqualTo(before);
  }

  /** Stable, so that of equal entries the first come first. */
  private static INDArray bySorting(INDArray rows, int k) {
    INDArray mask = Nd4j.create(rows.dataType(), rows.shape(), 'c');
    for (int n = 0; n < rows.rows(); n++) {
      int row = n;
      int[] order =
          IntStream.range(0, rows.columns())
              .boxed()
              .sorted(Comparator.comparingDouble((Integer j) -> -rows.getDouble(row, j)))
              .mapToInt(Integer::intValue)
              .toArray();
      Arrays.stream(order).limit(k).forEach(j -> mask.putScalar(row, j, 1));
    }
    return mask;
  }
}
