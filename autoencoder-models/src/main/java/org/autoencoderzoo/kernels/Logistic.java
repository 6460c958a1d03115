package org.autoencoderzoo.kernels;

/**
 * The logistic function {@code 1 / (1 + exp(-z))} of a block of floats, to the last digit but one.
 *
 * <p>{@code exp(t) = exp(t / 1024)^1024}, a short series and ten squarings in double: nothing but
 * products and sums, which become vector instructions.
 */
final class Logistic {

  /** Beyond, the result is 0 or 1 in float. */
  private static final float LARGEST = 88;

  private Logistic() {}

  /**
   * Computes a block.
   *
   * @param z not modified, unless it is also y
   * @param y overwritten
   * @param scratch of at least count numbers
   */
  static void of(float[] z, float[] y, double[] scratch, int count) {
    for (int i = 0; i < count; i++) {
      scratch[i] = Math.max(-LARGEST, Math.min(LARGEST, z[i])) * (-1.0 / 1024);
    }
    for (int i = 0; i < count; i++) {
      double t = scratch[i];
      double e =
          1 + t * (1 + t * (1. / 2 + t * (1. / 6 + t * (1. / 24 + t * (1. / 120 + t / 720)))));
      e *= e;
      e *= e;
      e *= e;
      e *= e;
      e *= e;
      e *= e;
      e *= e;
      e *= e;
      e *= e;
      e *= e;
      scratch[i] = 1 / (1 + e);
    }
    for (int i = 0; i < count; i++) {
      y[i] = (float) scratch[i];
    }
  }
}
