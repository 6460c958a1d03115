package org.autoencoderzoo.internal.kernels;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The least and the greatest entry of an array; both are NaN if any entry is.
 *
 * @param least entry, or infinity if there is none
 * @param greatest entry, or minus infinity if there is none
 */
public record Extremes(float least, float greatest) {

  /** Entries that are compared at once. */
  private static final int LANES = 128;

  /** Entries of a task, some of which are done before a second thread is awake. */
  private static final int TASK = 128 * HostMemory.BLOCK;

  /** What a thread works with. */
  private static final class Lanes {
    final float[] values;
    final float[] least;
    final float[] greatest;

    Lanes(int count) {
      values = new float[count];
      least = new float[count];
      greatest = new float[count];
    }

    Extremes of(FloatBuffer source, int start, int end) {
      Arrays.fill(least, Float.POSITIVE_INFINITY);
      Arrays.fill(greatest, Float.NEGATIVE_INFINITY);
      for (int from = start; from < end; from += values.length) {
        int count = Math.min(values.length, end - from);
        source.get(from, values, 0, count);
        compare(values, least, greatest, count);
      }
      Extremes extremes = new Extremes(Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);
      for (int lane = 0; lane < values.length; lane++) {
        extremes = extremes.and(new Extremes(least[lane], greatest[lane]));
      }
      return extremes;
    }
  }

  /**
   * Finds the extremes in one pass.
   *
   * @param array of floats
   * @return its extremes
   */
  public static Extremes of(INDArray array) {
    int length = (int) array.length();
    FloatBuffer source = HostMemory.of(array);
    Extremes[] ofTasks = new Extremes[(length + TASK - 1) / TASK];
    HostMemory.parallel(
        ofTasks.length,
        () -> new Lanes(Math.min(LANES, length)),
        (lanes, task) -> {
          int start = task * TASK;
          ofTasks[task] = lanes.of(source, start, start + Math.min(TASK, length - start));
        },
        array);
    return Arrays.stream(ofTasks)
        .reduce(new Extremes(Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY), Extremes::and);
  }

  private Extremes and(Extremes other) {
    return new Extremes(Math.min(least, other.least), Math.max(greatest, other.greatest));
  }

  private static void compare(float[] values, float[] least, float[] greatest, int count) {
    for (int i = 0; i < count; i++) {
      least[i] = Math.min(least[i], values[i]);
      greatest[i] = Math.max(greatest[i], values[i]);
    }
  }
}
