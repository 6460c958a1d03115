package org.autoencoderzoo.benchmarks;

import java.util.stream.IntStream;

/**
 * The memory traffic of Adam in one pass, on all threads: of each parameter, gradient, first and
 * second moment and value are read, and all but the gradient written.
 */
final class UpdaterFloor implements Step {

  private final float[] gradient;
  private final float[] first;
  private final float[] second;
  private final float[] value;

  UpdaterFloor(long parameters) {
    int n = Math.toIntExact(parameters);
    this.gradient = new float[n];
    this.first = new float[n];
    this.second = new float[n];
    this.value = new float[n];
  }

  @Override
  public double run() {
    IntStream.range(0, Forks.THREADS)
        .parallel()
        .forEach(part -> pass(share(part), share(part + 1)));
    return value[0];
  }

  private int share(int part) {
    return (int) ((long) value.length * part / Forks.THREADS);
  }

  private void pass(int from, int to) {
    float[] g = gradient;
    float[] m = first;
    float[] v = second;
    float[] w = value;
    for (int i = from; i < to; i++) {
      m[i] += g[i];
      v[i] += g[i];
      w[i] += g[i];
    }
  }
}
