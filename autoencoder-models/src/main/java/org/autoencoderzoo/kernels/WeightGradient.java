package org.autoencoderzoo.kernels;

import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradient of a convolution's weights: for each of them, the inner product of the run that it
 * multiplies with the gradient of the results.
 */
final class WeightGradient {

  private final RunLayout layout;
  private final int inputs;
  private final int outputs;
  private final int taps;

  WeightGradient(RunLayout layout, int inputs, int outputs) {
    this.layout = layout;
    this.inputs = inputs;
    this.outputs = outputs;
    this.taps = layout.rows().kernel() * layout.columns().kernel();
  }

  /** What a thread works with, block after block. */
  private final class Memory {
    final Planes planes = new Planes(layout, inputs);
    final Runs runs = new Runs(layout, outputs);
    final float[] run = new float[layout.run()];
    final Pieces[] ofPixels = pieces(taps);
    final Pieces[] ofDeltas = pieces(outputs);
    final float[] lanes = Pieces.lanes();
  }

  private Pieces[] pieces(int count) {
    Pieces[] pieces = new Pieces[count];
    Arrays.setAll(pieces, i -> new Pieces(layout.run()));
    return pieces;
  }

  /** Adds the gradient {@code [K, C, kH, kW]} to a target, block by block in a fixed order. */
  void add(INDArray x, INDArray delta, INDArray target) {
    FloatBuffer images = HostMemory.of(x);
    FloatBuffer deltas = HostMemory.of(delta);
    float[][] ofBlocks = new float[layout.blocks(x.size(0))][];
    layout.forEachBlock(
        x.size(0),
        Memory::new,
        (memory, first, count) -> {
          memory.runs.read(deltas, first, count);
          for (int k = 0; k < outputs; k++) {
            memory.ofDeltas[k].copy(memory.runs.ofChannel(k));
          }
          float[] sums = new float[outputs * inputs * taps];
          for (int channel = 0; channel < inputs; channel++) {
            memory.planes.read(images, first, count, channel);
            for (int tap = 0; tap < taps; tap++) {
              memory.planes.copyRun(tap, memory.run);
              memory.ofPixels[tap].copy(memory.run);
            }
            for (int k = 0; k < outputs; k++) {
              for (int tap = 0; tap < taps; tap++) {
                sums[(k * inputs + channel) * taps + tap] =
                    memory.ofDeltas[k].innerProduct(memory.ofPixels[tap], memory.lanes);
              }
            }
          }
          ofBlocks[first / layout.images()] = sums;
        },
        x,
        delta);
    float[] total = HostMemory.floats(target);
    for (float[] sums : ofBlocks) {
      for (int i = 0; i < total.length; i++) {
        total[i] += sums[i];
      }
    }
    HostMemory.of(target).put(0, total, 0, total.length);
    Reference.reachabilityFence(target);
  }
}
