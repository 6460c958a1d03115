package org.autoencoderzoo.internal.kernels;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Rows {@code [N, D]} whose units are numbers, or stand in groups of which each is one category:
 * activation, and loss with gradient, in one pass. A group is {@code {first, end}}, the end
 * excluded; groups are in order and do not overlap. All arrays are row-major floats.
 */
public final class GroupKernel {

  /** As a product of factors in [1,2], below the largest double. */
  private static final int MOST_FACTORS = 1000;

  private GroupKernel() {}

  /** What the units outside of the groups are. */
  public enum Numbers {
    /** The number itself; its loss is the squared error. */
    LINEAR,
    /** The logit of a number in [0,1]; its loss is the Bernoulli cross-entropy. */
    LOGISTIC
  }

  /** What a thread works with: one row, and blocks of it for the exponential. */
  private static final class Memory {
    final float[] x;
    final float[] z;
    final float[] weights;
    final float[] power;
    final float[] block = new float[HostMemory.BLOCK];
    final float[] largest;

    Memory(int width, int groups) {
      x = new float[width];
      z = new float[width];
      power = new float[width];
      weights = new float[width];
      largest = new float[groups];
      Arrays.fill(weights, 1);
    }
  }

  /**
   * The activation: {@code y = z} or {@code 1 / (1 + exp(-z))} of numbers, the softmax of each
   * group.
   *
   * @param z overwritten by the result
   * @param numbers what the others are
   * @param groups of units
   */
  public static void activate(INDArray z, Numbers numbers, int[][] groups) {
    int width = (int) z.size(1);
    FloatBuffer rows = HostMemory.of(z);
    HostMemory.forEachRange(
        (int) z.size(0),
        () -> new Memory(width, groups.length),
        (memory, from, to) -> {
          for (int n = from; n < to; n++) {
            rows.get(n * width, memory.z, 0, width);
            exponentials(memory, numbers, groups);
            activate(memory, numbers, groups);
            rows.put(n * width, memory.z, 0, width);
          }
        },
        z);
  }

  /**
   * The loss: squared error or cross-entropy of numbers, and {@code -sum_i x_i log y_i} of each
   * group; each unit's share times its weight.
   *
   * @param x targets, not modified
   * @param z pre-activations, not modified
   * @param weights of the units {@code [N, D]}, or of the rows {@code [N, 1]}, or null for 1; not
   *     modified
   * @param numbers what the others are
   * @param groups of units
   * @param gradient overwritten by the derivative with respect to z
   * @return the loss, summed over all units
   */
  public static double loss(
      INDArray x,
      INDArray z,
      INDArray weights,
      Numbers numbers,
      int[][] groups,
      INDArray gradient) {
    int width = (int) z.size(1);
    double[] losses = new double[(int) z.size(0)];
    FloatBuffer targets = HostMemory.of(x);
    FloatBuffer outputs = HostMemory.of(z);
    FloatBuffer gradients = HostMemory.of(gradient);
    FloatBuffer ofUnits = weights == null ? null : HostMemory.of(weights);
    boolean isByRow = weights != null && weights.size(1) == 1;
    HostMemory.forEachRange(
        losses.length,
        () -> new Memory(width, groups.length),
        (memory, from, to) -> {
          for (int n = from; n < to; n++) {
            targets.get(n * width, memory.x, 0, width);
            outputs.get(n * width, memory.z, 0, width);
            if (isByRow) {
              Arrays.fill(memory.weights, ofUnits.get(n));
            } else if (ofUnits != null) {
              ofUnits.get(n * width, memory.weights, 0, width);
            }
            exponentials(memory, numbers, groups);
            losses[n] = loss(memory, numbers, groups);
            gradients.put(n * width, memory.z, 0, width);
          }
        },
        x,
        z,
        weights == null ? x : weights,
        gradient);
    double sum = 0;
    for (double ofRow : losses) {
      sum += ofRow;
    }
    return sum;
  }

  /** Computes something of one row, which is in the memory, group by group. */
  private interface OfGroups {
    void run(Memory memory);
  }

  /**
   * The share {@code -x_i log y_i} of each unit of a group in its cross-entropy.
   *
   * @param x targets, not modified
   * @param z pre-activations, not modified
   * @param groups of units
   * @param losses overwritten in the groups
   */
  public static void crossEntropies(INDArray x, INDArray z, int[][] groups, INDArray losses) {
    write(
        x,
        z,
        groups,
        losses,
        memory -> {
          exponentials(memory, Numbers.LINEAR, groups);
          for (int g = 0; g < groups.length; g++) {
            double sum = 0;
            for (int i = groups[g][0]; i < groups[g][1]; i++) {
              sum += memory.power[i];
            }
            float normalizer = memory.largest[g] + (float) Math.log(sum);
            for (int i = groups[g][0]; i < groups[g][1]; i++) {
              memory.weights[i] = memory.x[i] * (normalizer - memory.z[i]);
            }
          }
        });
  }

  /**
   * The gradient {@code y_i sum_j x_j - x_i} of each unit of a group.
   *
   * @param x targets, not modified
   * @param y the softmax of each group, not modified
   * @param groups of units
   * @param gradient overwritten in the groups
   */
  public static void gradients(INDArray x, INDArray y, int[][] groups, INDArray gradient) {
    write(
        x,
        y,
        groups,
        gradient,
        memory -> {
          for (int[] group : groups) {
            float share = 0;
            for (int i = group[0]; i < group[1]; i++) {
              share += memory.x[i];
            }
            for (int i = group[0]; i < group[1]; i++) {
              memory.weights[i] = memory.z[i] * share - memory.x[i];
            }
          }
        });
  }

  /** Row by row; the target's units stand in the place of the weights. */
  private static void write(
      INDArray x, INDArray z, int[][] groups, INDArray target, OfGroups function) {
    int width = (int) z.size(1);
    FloatBuffer targets = HostMemory.of(x);
    FloatBuffer outputs = HostMemory.of(z);
    FloatBuffer results = HostMemory.of(target);
    HostMemory.forEachRange(
        (int) z.size(0),
        () -> new Memory(width, groups.length),
        (memory, from, to) -> {
          for (int n = from; n < to; n++) {
            targets.get(n * width, memory.x, 0, width);
            outputs.get(n * width, memory.z, 0, width);
            results.get(n * width, memory.weights, 0, width);
            function.run(memory);
            results.put(n * width, memory.weights, 0, width);
          }
        },
        x,
        z,
        target);
  }

  /** {@code exp(z - the largest of its group)}, and for numbers that are logits exp(-|z|). */
  private static void exponentials(Memory memory, Numbers numbers, int[][] groups) {
    float[] z = memory.z;
    float[] power = memory.power;
    if (numbers == Numbers.LOGISTIC) {
      for (int i = 0; i < z.length; i++) {
        power[i] = -Math.abs(z[i]);
      }
    }
    for (int g = 0; g < groups.length; g++) {
      int end = groups[g][1];
      float largest = z[groups[g][0]];
      for (int i = groups[g][0] + 1; i < end; i++) {
        largest = Math.max(largest, z[i]);
      }
      memory.largest[g] = largest;
      for (int i = groups[g][0]; i < end; i++) {
        power[i] = z[i] - largest;
      }
    }
    for (int i = 0; i < power.length; i += HostMemory.BLOCK) {
      int count = Math.min(HostMemory.BLOCK, power.length - i);
      System.arraycopy(power, i, memory.block, 0, count);
      Exponential.exponential(memory.block, count);
      System.arraycopy(memory.block, 0, power, i, count);
    }
  }

  private static void activate(Memory memory, Numbers numbers, int[][] groups) {
    float[] z = memory.z;
    float[] power = memory.power;
    int next = 0;
    for (int[] group : groups) {
      logistic(numbers, z, power, next, group[0]);
      double sum = 0;
      for (int i = group[0]; i < group[1]; i++) {
        sum += power[i];
      }
      float factor = (float) (1 / sum);
      for (int i = group[0]; i < group[1]; i++) {
        z[i] = power[i] * factor;
      }
      next = group[1];
    }
    logistic(numbers, z, power, next, z.length);
  }

  private static void logistic(Numbers numbers, float[] z, float[] power, int from, int to) {
    if (numbers == Numbers.LOGISTIC) {
      for (int i = from; i < to; i++) {
        z[i] = logistic(z[i], power[i]);
      }
    }
  }

  /** From {@code exp(-|z|)}. */
  private static float logistic(float z, float power) {
    return (z < 0 ? power : 1) / (1 + power);
  }

  /** Overwrites z by the gradient. */
  private static double loss(Memory memory, Numbers numbers, int[][] groups) {
    double sum = 0;
    int next = 0;
    for (int g = 0; g < groups.length; g++) {
      sum += ofNumbers(memory, numbers, next, groups[g][0]);
      sum += ofGroup(memory, memory.largest[g], groups[g][0], groups[g][1]);
      next = groups[g][1];
    }
    return sum + ofNumbers(memory, numbers, next, memory.z.length);
  }

  private static double ofNumbers(Memory memory, Numbers numbers, int from, int to) {
    return numbers == Numbers.LINEAR
        ? squaredErrors(memory, from, to)
        : crossEntropies(memory, from, to);
  }

  private static double squaredErrors(Memory memory, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      float difference = memory.z[i] - memory.x[i];
      float weighted = memory.weights[i] * difference;
      sum += weighted * difference;
      memory.z[i] = 2 * weighted;
    }
    return sum;
  }

  /**
   * {@code max(z, 0) - z x + log(1 + exp(-|z|))}, with one logarithm of a product for all that have
   * weight 1.
   */
  private static double crossEntropies(Memory memory, int from, int to) {
    double sum = 0;
    double product = 1;
    int factors = 0;
    for (int i = from; i < to; i++) {
      float x = memory.x[i];
      float z = memory.z[i];
      float weight = memory.weights[i];
      float power = memory.power[i];
      sum += weight * (Math.max(z, 0) - z * x);
      memory.z[i] = weight * (logistic(z, power) - x);
      if (weight == 1) {
        product *= 1.0 + power;
        factors++;
      } else if (weight != 0) {
        sum += weight * Math.log1p(power);
      }
      if (factors == MOST_FACTORS) {
        sum += Math.log(product);
        product = 1;
        factors = 0;
      }
    }
    return sum + Math.log(product);
  }

  /** {@code sum_i w_i x_i (log sum_j exp z_j - z_i)}. */
  private static double ofGroup(Memory memory, float largest, int from, int to) {
    float[] z = memory.z;
    double sum = 0;
    double share = 0;
    double linear = 0;
    for (int i = from; i < to; i++) {
      double weighted = memory.weights[i] * memory.x[i];
      sum += memory.power[i];
      share += weighted;
      linear += weighted * (z[i] - largest);
    }
    float factor = (float) (share / sum);
    for (int i = from; i < to; i++) {
      z[i] = memory.power[i] * factor - memory.weights[i] * memory.x[i];
    }
    return share * Math.log(sum) - linear;
  }
}
