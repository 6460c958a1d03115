package org.autoencoderzoo.internal.kernels;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Sums over examples and positions: of each unit of a code, or each channel of images. */
public final class ChannelSums {

  private ChannelSums() {}

  /**
   * The sum of each channel, over all examples and positions.
   *
   * @param examples {@code [N, K]} or {@code [N, K, H, W]}, row-major, not modified
   * @param sums {@code [K]}, overwritten
   */
  public static void of(INDArray examples, INDArray sums) {
    of(examples, sums, Elementwise::add);
  }

  /**
   * The sum of the squares of each channel, over all examples and positions.
   *
   * @param examples {@code [N, K]} or {@code [N, K, H, W]}, row-major, not modified
   * @param sums {@code [K]}, overwritten
   */
  public static void ofSquares(INDArray examples, INDArray sums) {
    of(examples, sums, ChannelSums::addSquares);
  }

  private static void of(INDArray examples, INDArray sums, Elementwise.Loop add) {
    int channels = (int) sums.length();
    int n = (int) examples.size(0);
    int size = (int) (examples.length() / n);
    int positions = size / channels;
    FloatBuffer source = HostMemory.of(examples);
    FloatBuffer result = HostMemory.of(sums);
    int most = Math.max(1, HostMemory.BLOCK / positions);
    int block = Math.max(1, Math.min(most, channels / 2)) * positions;
    Elementwise.forEachBlock(
        size,
        block,
        examples.length() > Elementwise.FEW_PRODUCTS,
        () -> new float[2][block],
        (memory, from, count) -> {
          float[] total = memory[0];
          Arrays.fill(total, 0);
          for (int example = 0; example < n; example++) {
            source.get(example * size + from, memory[1], 0, count);
            add.run(memory[1], total, count);
          }
          for (int k = 0; k < count / positions; k++) {
            float sum = 0;
            for (int j = k * positions; j < (k + 1) * positions; j++) {
              sum += total[j];
            }
            result.put(from / positions + k, sum);
          }
        },
        examples,
        sums);
  }

  private static void addSquares(float[] a, float[] target, int count) {
    for (int i = 0; i < count; i++) {
      target[i] += a[i] * a[i];
    }
  }
}
