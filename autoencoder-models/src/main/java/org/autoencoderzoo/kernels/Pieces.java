package org.autoencoderzoo.kernels;

/**
 * A run of floats in pieces, for inner products.
 *
 * <p>A sum over one array does not become vector instructions, since it has an order; nor does a
 * loop over more than seven arrays, which is too long to be unrolled. So products of pieces are
 * added up entry by entry first.
 */
final class Pieces {

  /** Floats in a piece. */
  private static final int LENGTH = 256;

  private final int length;
  private final float[][] pieces;

  /**
   * Creates the memory of a run.
   *
   * @param length of the run
   */
  Pieces(int length) {
    this.length = length;
    this.pieces = new float[(length + 2 * LENGTH - 1) / (2 * LENGTH) * 2][LENGTH];
  }

  /** Memory for {@link #innerProduct}. */
  static float[] lanes() {
    return new float[LENGTH];
  }

  /** Takes over the entries of a run. */
  void copy(float[] run) {
    for (int from = 0; from < length; from += LENGTH) {
      System.arraycopy(run, from, pieces[from / LENGTH], 0, Math.min(LENGTH, length - from));
    }
  }

  /**
   * The inner product with a run of the same length.
   *
   * @param lanes overwritten
   */
  float innerProduct(Pieces other, float[] lanes) {
    float[][] a = pieces;
    float[][] b = other.pieces;
    setProducts(a[0], b[0], a[1], b[1], lanes);
    for (int i = 2; i < a.length; i += 2) {
      addProducts(a[i], b[i], a[i + 1], b[i + 1], lanes);
    }
    return InnerProduct.sum(lanes);
  }

  private static void setProducts(float[] a, float[] b, float[] c, float[] d, float[] lanes) {
    for (int i = 0; i < lanes.length; i++) {
      lanes[i] = a[i] * b[i] + c[i] * d[i];
    }
  }

  private static void addProducts(float[] a, float[] b, float[] c, float[] d, float[] lanes) {
    for (int i = 0; i < lanes.length; i++) {
      lanes[i] += a[i] * b[i] + c[i] * d[i];
    }
  }
}
