package org.autoencoderzoo.internal.kernels;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * The results of a block of images as segments {@code [K][segment]}, with gaps between their rows
 * as {@link PolyphaseLayout} describes.
 */
final class ResultSegments {

  private final int images;
  private final int rows;
  private final int columns;
  private final int rowDistance;
  private final int plane;
  private final float[][] segments;
  private final float[] results;

  /**
   * Creates the memory of a block.
   *
   * @param channels of a result
   */
  ResultSegments(PolyphaseLayout layout, int channels) {
    this.images = layout.images();
    this.rows = layout.rows().result();
    this.columns = layout.columns().result();
    this.rowDistance = layout.columns().plane();
    this.plane = layout.plane();
    this.segments = new float[channels][layout.segment()];
    this.results = new float[channels * rows * columns];
  }

  float[][] ofChannels() {
    return segments;
  }

  float[] ofChannel(int channel) {
    return segments[channel];
  }

  /** Sets the results of each channel to a number. */
  void fill(float[] ofChannels) {
    for (int k = 0; k < segments.length; k++) {
      Arrays.fill(segments[k], ofChannels[k]);
    }
  }

  /** Reads some results {@code [N, K, oH, oW]}; the gaps stay as they are. */
  void read(FloatBuffer source, int first, int count) {
    if (count < images) {
      fill(new float[segments.length]);
    }
    for (int i = 0; i < count; i++) {
      source.get((first + i) * results.length, results, 0, results.length);
      int from = 0;
      for (float[] segment : segments) {
        int to = i * plane;
        for (int row = 0; row < rows; row++) {
          System.arraycopy(results, from, segment, to, columns);
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
      for (float[] segment : segments) {
        int from = i * plane;
        for (int row = 0; row < rows; row++) {
          System.arraycopy(segment, from, results, to, columns);
          from += rowDistance;
          to += columns;
        }
      }
      target.put((first + i) * results.length, results, 0, results.length);
    }
  }
}
