package org.autoencoderzoo.internal.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.internal.kernels.AdamKernel.BatchGradient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** What is left out of a gradient counts as zero, and is not read. */
class AdamKernelTest {

  private static final int BEFORE = 5;

  /** Vectors shorter and longer than a block, by row and by column, and one that is all. */
  @ParameterizedTest
  @CsvSource({"40, 3, c", "9, 50, c", "30, 700, c", "30, 700, f", "12, 128, f", "1, 900, c"})
  void vectorsThatAreLeftOutAreZero(int count, int size, char order) {
    int all = BEFORE + count * size + 7;
    INDArray used = RandomExamples.normal(DataType.FLOAT, 2, count).gt(0.3).castTo(DataType.FLOAT);
    State whole = new State(all);
    State sparse = new State(all);
    for (int step = 0; step < 2; step++) {
      INDArray gradient = RandomExamples.normal(DataType.FLOAT, 1, all);
      INDArray garbled = gradient.dup();
      INDArray vectors = vectors(garbled, count, size, order);
      SparseGradient part = new SparseGradient(vectors);
      for (int k = 0; k < count; k++) {
        if (used.getDouble(step, k) == 1) {
          part.write(HostMemory.of(vectors), k, HostMemory.floats(vector(garbled, k, size)));
        } else {
          vector(gradient, k, size).assign(0);
          vector(garbled, k, size).assign(Double.NaN);
        }
      }
      whole.descend(new BatchGradient(gradient, 3, List.of()));
      sparse.descend(new BatchGradient(garbled, 3, List.of(part)));
      assertThat(sparse.parameters).isEqualTo(whole.parameters);
      assertThat(sparse.first).isEqualTo(whole.first);
      assertThat(sparse.second).isEqualTo(whole.second);
      assertThat(sparse.parameters.isNaN().any()).isFalse();
    }
  }

  private static INDArray vectors(INDArray flat, int count, int size, char order) {
    INDArray region =
        flat.get(NDArrayIndex.all(), NDArrayIndex.interval(BEFORE, BEFORE + count * size));
    return order == 'c' ? region.reshape('c', count, size) : region.reshape('f', size, count);
  }

  private static INDArray vector(INDArray flat, int k, int size) {
    int from = BEFORE + k * size;
    return flat.get(NDArrayIndex.all(), NDArrayIndex.interval(from, from + size));
  }

  private static final class State {
    final INDArray parameters;
    final INDArray first;
    final INDArray second;

    State(int all) {
      parameters = RandomExamples.uniform(DataType.FLOAT, 1, all);
      first = Nd4j.zeros(DataType.FLOAT, 1, all);
      second = Nd4j.zeros(DataType.FLOAT, 1, all);
    }

    void descend(BatchGradient gradient) {
      AdamKernel.descend(parameters, gradient, 0, first, second, 0.01, 0.9, 0.999, 1e-8);
    }
  }
}
