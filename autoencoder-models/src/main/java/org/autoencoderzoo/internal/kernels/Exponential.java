package org.autoencoderzoo.internal.kernels;

/**
 * Functions that need an exponential, of a block of floats, to the last digit but one.
 *
 * <p>{@code exp(t) = 2^n exp(r)}, n the integer next to {@code t / log 2}: a short series for the
 * rest r, and n in the exponent's bits. Each step is a loop of its own, small enough to become
 * vector instructions; only the one that moves bits does not.
 */
public final class Exponential {

  /** Beyond, the result is 0 or infinite in float. */
  private static final float LARGEST = 88;

  private static final float PER_LOG_2 = 1.44269504f;

  /** The logarithm of 2 in two parts, of which the first has few digits: n times it is exact. */
  private static final float LOG_2 = 0.693359375f;

  private static final float LOG_2_REST = -2.12194440e-4f;

  /** A number of this size has no digits behind the point, and an integer in its last bits. */
  private static final float ROUNDING = 0x1.8p23f;

  private static final int MANTISSA_BITS = 23;
  private static final int BITS_OF_ONE = Float.floatToRawIntBits(1);

  /** What a thread works with: new memory for each block would not be in the cache. */
  private static final ThreadLocal<float[][]> MEMORY =
      ThreadLocal.withInitial(() -> new float[2][HostMemory.BLOCK]);

  private Exponential() {}

  private static float[] memory(int number, int count) {
    float[] memory = MEMORY.get()[number];
    return count <= memory.length ? memory : new float[count];
  }

  /**
   * The exponential function, of numbers up to 88; of those below -88, it is that of -88.
   *
   * @param z overwritten by the result
   * @param count entries in the block
   */
  public static void exponential(float[] z, int count) {
    float[] power = memory(0, count);
    reduce(z, 1, power, count);
    for (int i = 0; i < count; i++) {
      z[i] = power[i] + power[i] * z[i];
    }
  }

  /**
   * The logistic function {@code 1 / (1 + exp(-z))}.
   *
   * @param z overwritten by the result
   * @param count entries in the block
   */
  public static void logistic(float[] z, int count) {
    float[] power = memory(0, count);
    reduce(z, -1, power, count);
    for (int i = 0; i < count; i++) {
      z[i] = 1 / (1 + (power[i] + power[i] * z[i]));
    }
  }

  /**
   * The hyperbolic tangent.
   *
   * @param z overwritten by the result
   * @param count entries in the block
   */
  public static void tanh(float[] z, int count) {
    expMinusOne(z, 2, count);
    for (int i = 0; i < count; i++) {
      z[i] = z[i] / (z[i] + 2);
    }
  }

  /**
   * The exponential linear unit: z if it is positive, else {@code exp(z) - 1}.
   *
   * @param z overwritten by the result
   * @param count entries in the block
   */
  public static void elu(float[] z, int count) {
    float[] positive = memory(1, count);
    for (int i = 0; i < count; i++) {
      positive[i] = Math.max(z[i], 0);
    }
    expMinusOne(z, 1, count);
    for (int i = 0; i < count; i++) {
      z[i] = positive[i] + Math.min(z[i], 0);
    }
  }

  /** {@code exp(factor z) - 1}, which loses no digits where z is small: there the power is 1. */
  private static void expMinusOne(float[] z, float factor, int count) {
    float[] power = memory(0, count);
    reduce(z, factor, power, count);
    for (int i = 0; i < count; i++) {
      z[i] = power[i] * z[i] + (power[i] - 1);
    }
  }

  /**
   * Reduces the range of {@code exp(factor z)}, within bounds, to {@code 2^n (1 + (exp(r) - 1))}.
   *
   * @param z overwritten by {@code exp(r) - 1}
   * @param power overwritten by {@code 2^n}
   */
  private static void reduce(float[] z, float factor, float[] power, int count) {
    for (int i = 0; i < count; i++) {
      z[i] = Math.max(-LARGEST, Math.min(LARGEST, z[i] * factor));
      power[i] = z[i] * PER_LOG_2 + ROUNDING;
    }
    for (int i = 0; i < count; i++) {
      float n = power[i] - ROUNDING;
      z[i] = (z[i] - n * LOG_2) - n * LOG_2_REST;
    }
    for (int i = 0; i < count; i++) {
      int n = Float.floatToRawIntBits(power[i]); // in the last bits; the shift drops the others
      power[i] = Float.intBitsToFloat((n << MANTISSA_BITS) + BITS_OF_ONE);
    }
    for (int i = 0; i < count; i++) {
      z[i] = MultiplyAdd.of(z[i] * z[i], series(z[i]), z[i]);
    }
  }

  /** {@code (exp(r) - 1 - r) / r^2} for r of at most 0.35. */
  private static float series(float r) {
    float sum = MultiplyAdd.of(r, 1f / 5040, 1f / 720);
    sum = MultiplyAdd.of(r, sum, 1f / 120);
    sum = MultiplyAdd.of(r, sum, 1f / 24);
    sum = MultiplyAdd.of(r, sum, 1f / 6);
    return MultiplyAdd.of(r, sum, 1f / 2);
  }
}
