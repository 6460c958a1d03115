package org.autoencoderzoo.internal.kernels;

import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.autoencoderzoo.internal.kernels.HostMemory.Work;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradient of a convolution's weights: for each of them, the inner product of the segment that
 * it multiplies with the gradient of the results.
 */
final class WeightGradient {

  /** Floats in a segment: enough to make the sums at the ends of inner products cheap. */
  private static final int SEGMENT = 4096;

  private final INDArray x;
  private final INDArray delta;
  private final PolyphaseLayout layout;
  private final int inputs;
  private final int outputs;
  private final int taps;
  private final float[][] ofBlocks;

  /**
   * Creates the gradient for a batch.
   *
   * @param x images {@code [N, C, H, W]}
   * @param delta the gradient of the results {@code [N, K, oH, oW]}
   */
  WeightGradient(INDArray x, INDArray delta, Axis rows, Axis columns) {
    this.x = x;
    this.delta = delta;
    this.layout = PolyphaseLayout.of(rows, columns, x.size(0), SEGMENT);
    this.inputs = (int) x.size(1);
    this.outputs = (int) delta.size(1);
    this.taps = rows.kernel() * columns.kernel();
    this.ofBlocks = new float[layout.blocks(x.size(0))][outputs * inputs * taps];
  }

  /** What a thread works with, task after task. */
  private final class Memory {
    final Planes planes = new Planes(layout, inputs);
    final ResultSegments segments = new ResultSegments(layout, outputs);
    final float[] segment = new float[layout.segment()];
    final VectorBlocks[] ofPixels = vectorBlocks(taps);
    final VectorBlocks[] ofDeltas = vectorBlocks(outputs);
    final VectorBlocks.Lanes lanes = new VectorBlocks.Lanes();
    int blockOfDeltas = -1;

    void readDeltas(FloatBuffer deltas, int block, int count) {
      if (blockOfDeltas == block) {
        return; // Channels of a block follow each other.
      }
      segments.read(deltas, block * layout.images(), count);
      for (int k = 0; k < outputs; k++) {
        ofDeltas[k].copy(segments.ofChannel(k));
      }
      blockOfDeltas = block;
    }

    void readPixels(FloatBuffer images, int block, int count, int channel) {
      planes.read(images, block * layout.images(), count, channel);
      for (int tap = 0; tap < taps; tap++) {
        planes.copySegment(tap, segment);
        ofPixels[tap].copy(segment);
      }
    }
  }

  private VectorBlocks[] vectorBlocks(int count) {
    VectorBlocks[] blocks = new VectorBlocks[count];
    Arrays.setAll(blocks, i -> new VectorBlocks(layout.segment()));
    return blocks;
  }

  /** Computes the gradient of each block. */
  Work<?> work() {
    FloatBuffer images = HostMemory.of(x);
    FloatBuffer deltas = HostMemory.of(delta);
    return new Work<>(
        ofBlocks.length * inputs,
        Memory::new,
        (memory, task) -> {
          int block = task / inputs;
          int channel = task % inputs;
          int count = layout.count(block, x.size(0));
          memory.readDeltas(deltas, block, count);
          memory.readPixels(images, block, count, channel);
          for (int k = 0; k < outputs; k++) {
            for (int tap = 0; tap < taps; tap++) {
              ofBlocks[block][(k * inputs + channel) * taps + tap] =
                  memory.ofDeltas[k].innerProduct(memory.ofPixels[tap], memory.lanes);
            }
          }
        });
  }

  /** Writes or adds the gradient {@code [K, C, kH, kW]}, block by block in a fixed order. */
  void write(INDArray target, boolean adds) {
    float[] total = adds ? HostMemory.floats(target) : new float[outputs * inputs * taps];
    for (float[] sums : ofBlocks) {
      for (int i = 0; i < total.length; i++) {
        total[i] += sums[i];
      }
    }
    HostMemory.of(target).put(0, total, 0, total.length);
    Reference.reachabilityFence(target);
  }
}
