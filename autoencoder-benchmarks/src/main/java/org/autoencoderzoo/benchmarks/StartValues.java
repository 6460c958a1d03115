package org.autoencoderzoo.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The parameters from which all sides start, and the batch on which they train. Arrays are
 * row-major.
 *
 * @param weights of each layer {@code [nIn, nOut]}; of a tied decoder none; of convolutions {@code
 *     [nOut, nIn, kH, kW]}, of transposed ones {@code [nIn, nOut, kH, kW]}
 * @param biases of each layer {@code [nOut]}
 * @param x the batch {@code [N, D]} or {@code [N, C, H, W]}, uniform in [0,1]
 */
record StartValues(List<float[]> weights, List<float[]> biases, float[] x) {

  private static final long SEED = 42;

  /**
   * Draws the values, the same at each call.
   *
   * @param network whose parameters
   * @param rows N
   */
  static StartValues of(Network network, int rows) {
    SplittableRandom random = new SplittableRandom(SEED);
    List<Integer> widths = network.widths();
    List<float[]> weights = new ArrayList<>();
    List<float[]> biases = new ArrayList<>();
    for (int layer = 0; layer < network.depth(); layer++) {
      int in = widths.get(layer);
      int out = widths.get(layer + 1);
      if (!network.tied() || layer == 0) {
        double bound = Math.sqrt(6.0 / (in + out));
        weights.add(uniform(random, in * out, -bound, bound));
      }
      biases.add(new float[out]);
    }
    if (network.k() > 0) {
      centre(weights.get(0), biases.get(0));
    }
    return new StartValues(weights, biases, uniform(random, rows * network.inputSize(), 0, 1));
  }

  /**
   * Draws the values of a convolutional network, the same at each call.
   *
   * @param network whose parameters
   * @param images N
   */
  static StartValues of(ConvolutionalNetwork network, int images) {
    SplittableRandom random = new SplittableRandom(SEED);
    List<float[]> weights = new ArrayList<>();
    List<float[]> biases = new ArrayList<>();
    for (int layer = 0; layer < network.depth(); layer++) {
      int count = network.weightCount(layer);
      int out = network.channels().get(layer + 1);
      double bound = Math.sqrt(6.0 * out / count);
      weights.add(uniform(random, count, -bound, bound));
      biases.add(uniform(random, out, -0.1, 0.1));
    }
    int pixels = network.side() * network.side() * network.channels().get(0);
    return new StartValues(weights, biases, uniform(random, images * pixels, 0, 1));
  }

  static float[] uniform(SplittableRandom random, int n, double low, double high) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) (low + (high - low) * random.nextDouble());
    }
    return values;
  }

  /**
   * Makes the mean pre-activation zero. Else the same few units would be largest in all examples,
   * which would flatter an implementation that goes through kept units only.
   */
  private static void centre(float[] weights, float[] biases) {
    for (int i = 0; i < weights.length; i++) {
      biases[i % biases.length] -= weights[i] / 2;
    }
  }
}
