package org.autoencoderzoo.datasets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.autoencoderzoo.settings.Arguments;

/**
 * One picture.
 *
 * <p>The array is not copied, neither on the way in nor on the way out.
 *
 * @param name the name of its file
 * @param channels 1 for grey, 3 for red, green and blue
 * @param height in pixels
 * @param width in pixels
 * @param values {@code [channels, height, width]} in 'c' order, in [0,1]
 */
public record Picture(String name, int channels, int height, int width, float[] values) {
  /**
   * Checks that the parts fit together.
   *
   * @param name the name of its file
   * @param channels 1 for grey, 3 for red, green and blue
   * @param height in pixels
   * @param width in pixels
   * @param values {@code [channels, height, width]} in 'c' order, in [0,1]
   * @throws IllegalArgumentException if they do not
   */
  public Picture {
    if (channels != 1 && channels != 3) {
      throw new IllegalArgumentException("channels: found " + channels + ", expected 1 or 3");
    }
    if (height < 1 || width < 1 || values.length != (long) channels * height * width) {
      throw new IllegalArgumentException(
          String.format(
              "values: found %d, expected one for each of %d x %d x %d",
              values.length, channels, height, width));
    }
  }

  /** Decodes a file. */
  static Picture read(Path file) throws IOException {
    return PictureFile.read(file);
  }

  /** {@return the picture in grey: the luma of ITU-R BT.601, 0.299 R + 0.587 G + 0.114 B} */
  public Picture luminance() {
    if (channels == 1) {
      return this;
    }
    int size = height * width;
    float[] grey = new float[size];
    for (int i = 0; i < size; i++) {
      float luma = .299f * values[i] + .587f * values[size + i] + .114f * values[2 * size + i];
      grey[i] = Math.min(1, luma);
    }
    return new Picture(name, 1, height, width, grey);
  }

  /** {@return the picture in three channels: grey is equal parts of red, green and blue} */
  public Picture inColour() {
    if (channels == 3) {
      return this;
    }
    float[] all = new float[3 * values.length];
    for (int channel = 0; channel < 3; channel++) {
      System.arraycopy(values, 0, all, channel * values.length, values.length);
    }
    return new Picture(name, 3, height, width, all);
  }

  /**
   * The picture in another size: each pixel is the mean of the area that it covers. Sides that are
   * not in the same proportion are stretched.
   *
   * @param newHeight in pixels, at least 1
   * @param newWidth in pixels, at least 1
   * @return this very picture if that is its size
   * @throws IllegalArgumentException if a side is less than 1
   */
  public Picture resized(int newHeight, int newWidth) {
    Arguments.atLeast("newHeight", newHeight, 1);
    Arguments.atLeast("newWidth", newWidth, 1);
    if (newHeight == height && newWidth == width) {
      return this;
    }
    float[] rows = scaled(values, channels, height, width, newHeight);
    float[] result = new float[channels * newHeight * newWidth];
    for (int line = 0; line < channels * newHeight; line++) {
      float[] one = Arrays.copyOfRange(rows, line * width, (line + 1) * width);
      System.arraycopy(scaled(one, 1, width, 1, newWidth), 0, result, line * newWidth, newWidth);
    }
    return new Picture(name, channels, newHeight, newWidth, result);
  }

  /** Scales the middle one of three dimensions. */
  private static float[] scaled(float[] from, int outer, int size, int inner, int newSize) {
    float[] to = new float[outer * newSize * inner];
    double step = (double) size / newSize;
    for (int i = 0; i < newSize; i++) {
      double start = i * step;
      double end = Math.min(size, start + step);
      for (int j = (int) start; j < end; j++) {
        float weight = (float) ((Math.min(end, j + 1) - Math.max(start, j)) / (end - start));
        for (int k = 0; k < outer; k++) {
          for (int m = 0; m < inner; m++) {
            to[(k * newSize + i) * inner + m] += weight * from[(k * size + j) * inner + m];
          }
        }
      }
    }
    for (int i = 0; i < to.length; i++) {
      to[i] = Math.min(1, to[i]); // Weights may add up to a little more.
    }
    return to;
  }

  void copyPatch(int top, int left, int side, float[] target, int offset) {
    for (int channel = 0; channel < channels; channel++) {
      for (int row = 0; row < side; row++) {
        System.arraycopy(
            values,
            (channel * height + top + row) * width + left,
            target,
            offset + (channel * side + row) * side,
            side);
      }
    }
  }
}
