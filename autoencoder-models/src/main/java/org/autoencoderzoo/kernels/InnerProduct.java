package org.autoencoderzoo.kernels;

/** Inner products of arrays of floats. */
final class InnerProduct {

  /** Partial sums: more than one, so that they do not wait for each other. */
  private static final int LANES = 8;

  private InnerProduct() {}

  /**
   * The inner product of two arrays of the same length. Products first, since these become vector
   * instructions, which a sum of floats does not.
   *
   * @param a not modified, unless it is b
   * @param b overwritten
   */
  static float of(float[] a, float[] b) {
    for (int i = 0; i < b.length; i++) {
      b[i] *= a[i];
    }
    return sum(b);
  }

  /** The sum of an array. */
  static float sum(float[] a) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    int i = 0;
    for (; i + LANES <= a.length; i += LANES) {
      s0 += a[i];
      s1 += a[i + 1];
      s2 += a[i + 2];
      s3 += a[i + 3];
      s4 += a[i + 4];
      s5 += a[i + 5];
      s6 += a[i + 6];
      s7 += a[i + 7];
    }
    for (; i < a.length; i++) {
      s0 += a[i];
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }
}
