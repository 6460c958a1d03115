package org.autoencoderzoo.internal.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums against one computed term by term in double precision. */
class WeightedSumTest {

  private static final int LENGTH = 37;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 5, 8, 11})
  void anyNumberOfTermsIsAdded(int count) {
    float[][] a = new float[count][LENGTH];
    float[] weights = new float[count + 3];
    float[] target = new float[LENGTH];
    double[] expected = new double[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      target[i] = (float) Math.sin(i);
      expected[i] = target[i];
    }
    for (int j = 0; j < count; j++) {
      weights[3 + j] = (float) Math.cos(5 * j + 1);
      for (int i = 0; i < LENGTH; i++) {
        a[j][i] = (float) Math.sin(3 * i + 7 * j);
        expected[i] += (double) weights[3 + j] * a[j][i];
      }
    }
    WeightedSum.add(a, count, weights, 3, target);
    for (int i = 0; i < LENGTH; i++) {
      assertThat((double) target[i]).isCloseTo(expected[i], within(1e-6));
    }
  }
}
