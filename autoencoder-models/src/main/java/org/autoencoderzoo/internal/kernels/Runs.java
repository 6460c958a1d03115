package org.autoencoderzoo.internal.kernels;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * The results of a block of images as runs {@code [K][run]}, with gaps between their rows as {@link
 * RunLayout} describes.
 */
final class Runs {

  private final int images;
  private final int rows;
  private final int columns;
  private final int rowDistance;
  private final int plane;
  private final float[][] runs;
  private final float[] results;

  /**
   * Creates the memory of a block.
   *
   * @param channels of a result
   */
  Runs(RunLayout layout, int channels) {
    this.images = layout.images();
    this.rows = layout.rows().result();
    this.columns = layout.columns().result();
    this.rowDistance = layout.columns().plane();
    this.plane = layout.plane();
    this.runs = new float[channels][layout.run()];
    this.results = new float[channels * rows * columns];
  }

  float[][] ofChannels() {
    return runs;
  }

  float[] ofChannel(int channel) {
    return runs[channel];
  }

  /** Sets the results of each channel to a number. */
  void fill(float[] ofChannels) {
    for (int k = 0; k < runs.length; k++) {
      Arrays.fill(runs[k], ofChannels[k]);
    }
  }

  /** Reads some results {@code [N, K, oH, oW]}; the gaps stay as they are. */
  void read(FloatBuffer source, int first, int count) {
    if (count < images) {
      fill(new float[runs.length]);
    }
    for (int i = 0; i < count; i++) {
      source.get((first + i) * results.length, results, 0, results.length);
      int from = 0;
      for (float[] run : runs) {
        int to = i * plane;
        for (int row = 0; row < rows; row++) {
          System.arraycopy(results, from, run, to, columns);
          from += columns;
          to += rowDistance;
        }
      }
    }
  }

  /** Writes some results {@code [N, K, oH, oW]}, without the gaps. */
  void write(FloatBuffer target, int first, int count) {
    for (int i = 0; i < count; i++) {
      int to = 0;
      for (float[] run : runs) {
        int from = i * plane;
        for (int row = 0; row < rows; row++) {
          System.arraycopy(run, from, results, to, columns);
          from += rowDistance;
          to += columns;
        }
      }
      target.put((first + i) * results.length, results, 0, results.length);
    }
  }
}
