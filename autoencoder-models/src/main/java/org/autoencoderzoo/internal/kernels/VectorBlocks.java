package org.autoencoderzoo.internal.kernels;

import java.nio.FloatBuffer;

/**
 * A vector in blocks, for inner products.
 *
 * <p>A sum over one array does not become vector instructions, since it has an order; nor does a
 * loop over more than seven arrays, which is too long to be unrolled. So products of blocks are
 * added up entry by entry first.
 */
final class VectorBlocks {

  /** Floats in a block. */
  private static final int LENGTH = 256;

  /** A quarter of the lanes. */
  private static final int SUMS = LENGTH / 4;

  private final int length;
  private final float[][] blocks;

  /**
   * Creates the memory of a vector.
   *
   * @param length of the vector
   */
  VectorBlocks(int length) {
    this.length = length;
    this.blocks = new float[(length + 2 * LENGTH - 1) / (2 * LENGTH) * 2][LENGTH];
  }

  /** Memory for {@link #innerProduct}. */
  static final class Lanes {
    private final float[] products = new float[LENGTH];
    private final float[] sums = new float[SUMS];
  }

  /** Takes over the entries of a vector that begins somewhere in a buffer. */
  void read(FloatBuffer source, int start) {
    for (int from = 0; from < length; from += LENGTH) {
      source.get(start + from, blocks[from / LENGTH], 0, Math.min(LENGTH, length - from));
    }
  }

  /** Takes over the entries of a vector. */
  void copy(float[] vector) {
    for (int from = 0; from < length; from += LENGTH) {
      System.arraycopy(vector, from, blocks[from / LENGTH], 0, Math.min(LENGTH, length - from));
    }
  }

  /**
   * The inner product with a vector of the same length.
   *
   * @param lanes overwritten
   */
  float innerProduct(VectorBlocks other, Lanes lanes) {
    float[][] a = blocks;
    float[][] b = other.blocks;
    setProducts(a[0], b[0], a[1], b[1], lanes.products);
    for (int i = 2; i < a.length; i += 2) {
      addProducts(a[i], b[i], a[i + 1], b[i + 1], lanes.products);
    }
    addQuarters(lanes.products, lanes.sums);
    return sum(lanes.sums);
  }

  private static void setProducts(float[] a, float[] b, float[] c, float[] d, float[] lanes) {
    for (int i = 0; i < lanes.length; i++) {
      lanes[i] = MultiplyAdd.of(a[i], b[i], c[i] * d[i]);
    }
  }

  private static void addProducts(float[] a, float[] b, float[] c, float[] d, float[] lanes) {
    for (int i = 0; i < lanes.length; i++) {
      lanes[i] = MultiplyAdd.of(a[i], b[i], MultiplyAdd.of(c[i], d[i], lanes[i]));
    }
  }

  private static void addQuarters(float[] lanes, float[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] = (lanes[i] + lanes[i + SUMS]) + (lanes[i + 2 * SUMS] + lanes[i + 3 * SUMS]);
    }
  }

  /** The sum of an array: of four parts, which do not wait for each other. */
  private static float sum(float[] a) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    for (int i = 0; i < a.length; i += 4) {
      s0 += a[i];
      s1 += a[i + 1];
      s2 += a[i + 2];
      s3 += a[i + 3];
    }
    return (s0 + s1) + (s2 + s3);
  }
}
