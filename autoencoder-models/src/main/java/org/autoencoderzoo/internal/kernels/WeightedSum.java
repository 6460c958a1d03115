package org.autoencoderzoo.internal.kernels;

/** Sums of arrays, each with a weight: of several arrays at once, so that the sum is read less. */
final class WeightedSum {

  /** Arrays that are added up at once. */
  static final int TERMS = 4;

  private WeightedSum() {}

  /**
   * {@code target += sum_j weights[w + j] a[j]}.
   *
   * @param a arrays of the target's length
   * @param count of them to add, from the first on
   * @param weights of these, from one of them on
   * @param w index of the first weight
   */
  static void add(float[][] a, int count, float[] weights, int w, float[] target) {
    int j = 0;
    for (; j + TERMS <= count; j += TERMS) {
      int v = w + j;
      addFour(
          a[j],
          a[j + 1],
          a[j + 2],
          a[j + 3],
          weights[v],
          weights[v + 1],
          weights[v + 2],
          weights[v + 3],
          target);
    }
    for (; j < count; j++) {
      addOne(a[j], weights[w + j], target);
    }
  }

  private static void addFour(
      float[] a,
      float[] b,
      float[] c,
      float[] d,
      float wa,
      float wb,
      float wc,
      float wd,
      float[] target) {
    for (int i = 0; i < target.length; i++) {
      float ab = MultiplyAdd.of(wa, a[i], MultiplyAdd.of(wb, b[i], target[i]));
      target[i] = MultiplyAdd.of(wc, c[i], MultiplyAdd.of(wd, d[i], ab));
    }
  }

  private static void addOne(float[] a, float weight, float[] target) {
    for (int i = 0; i < target.length; i++) {
      target[i] = MultiplyAdd.of(weight, a[i], target[i]);
    }
  }
}
