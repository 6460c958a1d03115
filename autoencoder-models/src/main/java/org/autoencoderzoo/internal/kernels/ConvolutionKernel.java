package org.autoencoderzoo.internal.kernels;

import java.nio.FloatBuffer;
import java.util.List;
import org.autoencoderzoo.internal.kernels.HostMemory.Work;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution, its transpose and the gradient of its weights, without a copy of every patch: each
 * weight multiplies a segment of floats, as {@link PolyphaseLayout} describes.
 *
 * <p>All arrays are row-major. Loops go over whole arrays from 0 on: only those are turned into
 * vector instructions.
 */
public final class ConvolutionKernel {

  private static final int TERMS = WeightedSum.TERMS;

  /** Floats in a segment: some of them fit into the first-level cache. */
  private static final int SEGMENT = 1024;

  private final Axis rows;
  private final Axis columns;
  private final int inputs;
  private final int outputs;
  private final int taps;

  /**
   * Creates the kernel for a geometry.
   *
   * @param inputs channels of an image
   * @param outputs channels of a result
   * @param rows vertical direction
   * @param columns horizontal direction
   */
  public ConvolutionKernel(int inputs, int outputs, Axis rows, Axis columns) {
    this.rows = rows;
    this.columns = columns;
    this.inputs = inputs;
    this.outputs = outputs;
    this.taps = rows.kernel() * columns.kernel();
  }

  /** What a thread works with, block after block. */
  private static final class Memory {
    final Planes planes;
    final ResultSegments segments;
    final float[][] terms;

    Memory(PolyphaseLayout layout, int inputs, int outputs) {
      planes = new Planes(layout, inputs);
      segments = new ResultSegments(layout, outputs);
      terms = new float[TERMS][layout.segment()];
    }
  }

  /**
   * The convolution.
   *
   * @param x images {@code [N, C, H, W]}
   * @param w weights {@code [K, C, kH, kW]}
   * @param z results {@code [N, K, oH, oW]}, overwritten
   */
  public void apply(INDArray x, INDArray w, INDArray z) {
    HostMemory.parallel(List.of(application(x, w, new float[outputs], z)), x, z);
  }

  /**
   * The convolution and a bias.
   *
   * @param x images {@code [N, C, H, W]}
   * @param w weights {@code [K, C, kH, kW]}
   * @param b added to the results of each channel, {@code [K]}
   * @param z results {@code [N, K, oH, oW]}, overwritten
   */
  public void apply(INDArray x, INDArray w, INDArray b, INDArray z) {
    HostMemory.parallel(List.of(application(x, w, HostMemory.floats(b), z)), x, z);
  }

  private Work<Memory> application(INDArray x, INDArray w, float[] bias, INDArray z) {
    float[] weights = HostMemory.floats(w);
    FloatBuffer source = HostMemory.of(x);
    FloatBuffer target = HostMemory.of(z);
    return work(
        x.size(0),
        (memory, first, count) -> {
          memory.segments.fill(bias);
          for (int q = 0; q < inputs * taps; q += TERMS) {
            int terms = Math.min(TERMS, inputs * taps - q);
            for (int j = 0; j < terms; j++) {
              if ((q + j) % taps == 0) {
                memory.planes.read(source, first, count, (q + j) / taps);
              }
              memory.planes.copySegment((q + j) % taps, memory.terms[j]);
            }
            for (int k = 0; k < outputs; k++) {
              int w0 = k * inputs * taps + q;
              WeightedSum.add(memory.terms, terms, weights, w0, memory.segments.ofChannel(k));
            }
          }
          memory.segments.write(target, first, count);
        });
  }

  /**
   * The transposed convolution.
   *
   * @param z {@code [N, K, oH, oW]}
   * @param w weights {@code [K, C, kH, kW]}
   * @param x images {@code [N, C, H, W]}, overwritten
   */
  public void applyTransposed(INDArray z, INDArray w, INDArray x) {
    HostMemory.parallel(List.of(transposedApplication(z, w, new float[inputs], x)), z, x);
  }

  /**
   * The transposed convolution and a bias.
   *
   * @param z {@code [N, K, oH, oW]}
   * @param w weights {@code [K, C, kH, kW]}
   * @param b added to the pixels of each channel, {@code [C]}
   * @param x images {@code [N, C, H, W]}, overwritten
   */
  public void applyTransposed(INDArray z, INDArray w, INDArray b, INDArray x) {
    HostMemory.parallel(List.of(transposedApplication(z, w, HostMemory.floats(b), x)), z, x);
  }

  private Work<Memory> transposedApplication(INDArray z, INDArray w, float[] bias, INDArray x) {
    float[] weights = transposed(HostMemory.floats(w), inputs * taps);
    FloatBuffer source = HostMemory.of(z);
    FloatBuffer target = HostMemory.of(x);
    return work(
        z.size(0),
        (memory, first, count) -> {
          memory.segments.read(source, first, count);
          float[] sum = memory.terms[0];
          for (int channel = 0; channel < inputs; channel++) {
            memory.planes.fill(bias[channel]);
            for (int tap = 0; tap < taps; tap++) {
              memory.planes.copySegment(tap, sum);
              int w0 = (channel * taps + tap) * outputs;
              WeightedSum.add(memory.segments.ofChannels(), outputs, weights, w0, sum);
              memory.planes.replaceSegment(tap, sum);
            }
            memory.planes.write(target, first, count, channel);
          }
        });
  }

  /**
   * The gradient of the weights. Sums run in a fixed order.
   *
   * @param x images {@code [N, C, H, W]}
   * @param delta the gradient of the results {@code [N, K, oH, oW]}
   * @param gradient {@code [K, C, kH, kW]}, row-major
   * @param adds whether to keep what is there
   */
  public void weightGradient(INDArray x, INDArray delta, INDArray gradient, boolean adds) {
    WeightGradient ofWeights = new WeightGradient(x, delta, rows, columns);
    HostMemory.parallel(List.of(ofWeights.work()), x, delta);
    ofWeights.write(gradient, adds);
  }

  /**
   * Both gradients of the convolution.
   *
   * @param x images {@code [N, C, H, W]}
   * @param w weights {@code [K, C, kH, kW]}
   * @param delta the gradient of the results {@code [N, K, oH, oW]}
   * @param ofWeights {@code [K, C, kH, kW]}, row-major
   * @param adds whether to keep what is there of the weights' gradient
   * @param ofImages {@code [N, C, H, W]}, overwritten
   */
  public void gradients(
      INDArray x, INDArray w, INDArray delta, INDArray ofWeights, boolean adds, INDArray ofImages) {
    WeightGradient gradient = new WeightGradient(x, delta, rows, columns);
    HostMemory.parallel(
        List.of(gradient.work(), transposedApplication(delta, w, new float[inputs], ofImages)),
        x,
        delta,
        ofImages);
    gradient.write(ofWeights, adds);
  }

  /**
   * Both gradients of the transposed convolution.
   *
   * @param z what it was applied to {@code [N, K, oH, oW]}
   * @param w weights {@code [K, C, kH, kW]}
   * @param delta the gradient of the images {@code [N, C, H, W]}
   * @param ofWeights {@code [K, C, kH, kW]}, row-major
   * @param adds whether to keep what is there of the weights' gradient
   * @param ofInput {@code [N, K, oH, oW]}, overwritten
   */
  public void transposedGradients(
      INDArray z, INDArray w, INDArray delta, INDArray ofWeights, boolean adds, INDArray ofInput) {
    WeightGradient gradient = new WeightGradient(delta, z, rows, columns);
    HostMemory.parallel(
        List.of(gradient.work(), application(delta, w, new float[outputs], ofInput)),
        z,
        delta,
        ofInput);
    gradient.write(ofWeights, adds);
  }

  private interface Block {
    void run(Memory memory, int first, int count);
  }

  private Work<Memory> work(long examples, Block block) {
    PolyphaseLayout layout = PolyphaseLayout.of(rows, columns, examples, SEGMENT);
    return new Work<>(
        layout.blocks(examples),
        () -> new Memory(layout, inputs, outputs),
        (memory, i) -> block.run(memory, i * layout.images(), layout.count(i, examples)));
  }

  private static float[] transposed(float[] rowMajor, int columns) {
    int rows = rowMajor.length / columns;
    float[] transposed = new float[rowMajor.length];
    for (int i = 0; i < rowMajor.length; i++) {
      transposed[i % columns * rows + i / columns] = rowMajor[i];
    }
    return transposed;
  }
}
