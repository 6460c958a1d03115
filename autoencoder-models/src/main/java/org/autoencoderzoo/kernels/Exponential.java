package org.autoencoderzoo.kernels;

/**
 * Functions that need an exponential, of a block of floats, to the last digit but one.
 *
 * <p>{@code exp(t) = exp(t / 1024)^1024}: a short series and ten squarings in double, nothing but
 * products and sums, which become vector instructions.
 */
public final class Exponential {

  /** Beyond, the result is 0 or infinite in float. */
  private static final float LARGEST = 88;

  private static final double PART = 1.0 / 1024;

  private Exponential() {}

  /**
   * The logistic function {@code 1 / (1 + exp(-z))}.
   *
   * @param z overwritten by the result
   * @param count entries in the block
   */
  public static void logistic(float[] z, int count) {
    double[] e = scaled(z, -1, count);
    for (int i = 0; i < count; i++) {
      double power = 1 + series(e[i]);
      power *= power;
      power *= power;
      power *= power;
      power *= power;
      power *= power;
      power *= power;
      power *= power;
      power *= power;
      power *= power;
      power *= power;
      e[i] = 1 / (1 + power);
    }
    for (int i = 0; i < count; i++) {
      z[i] = (float) e[i];
    }
  }

  /**
   * The hyperbolic tangent.
   *
   * @param z overwritten by the result
   * @param count entries in the block
   */
  public static void tanh(float[] z, int count) {
    double[] e = scaled(z, 2, count);
    expMinusOne(e, count);
    for (int i = 0; i < count; i++) {
      z[i] = (float) (e[i] / (e[i] + 2));
    }
  }

  /**
   * The exponential linear unit: z if it is positive, else {@code exp(z) - 1}.
   *
   * @param z overwritten by the result
   * @param count entries in the block
   */
  public static void elu(float[] z, int count) {
    double[] e = scaled(z, 1, count);
    expMinusOne(e, count);
    for (int i = 0; i < count; i++) {
      z[i] = Math.max(z[i], 0) + (float) Math.min(e[i], 0);
    }
  }

  /** {@code factor z / 1024}, within bounds. */
  private static double[] scaled(float[] z, float factor, int count) {
    double[] t = new double[count];
    for (int i = 0; i < count; i++) {
      t[i] = Math.max(-LARGEST, Math.min(LARGEST, z[i] * factor)) * PART;
    }
    return t;
  }

  /** Squares {@code 1 + p} as {@code p (2 + p)}, which loses no digits where p is small. */
  private static void expMinusOne(double[] t, int count) {
    for (int i = 0; i < count; i++) {
      double power = series(t[i]);
      power *= 2 + power;
      power *= 2 + power;
      power *= 2 + power;
      power *= 2 + power;
      power *= 2 + power;
      power *= 2 + power;
      power *= 2 + power;
      power *= 2 + power;
      power *= 2 + power;
      power *= 2 + power;
      t[i] = power;
    }
  }

  /** {@code exp(t) - 1} for t of less than a tenth. */
  private static double series(double t) {
    return t * (1 + t * (1. / 2 + t * (1. / 6 + t * (1. / 24 + t * (1. / 120 + t / 720)))));
  }
}
