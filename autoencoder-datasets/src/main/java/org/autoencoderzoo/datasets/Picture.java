package org.autoencoderzoo.datasets;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

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
  private static final int WHITE = 255;

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

  /** Decodes a file with 8 bits a channel, PNG or JPEG. */
  static Picture read(Path file) throws IOException {
    BufferedImage image;
    try (InputStream in = Files.newInputStream(file)) {
      image = ImageIO.read(in);
    }
    if (image == null) {
      throw new IOException("cannot read " + file + ": it is not a PNG or JPEG picture");
    }
    // The stored samples: BufferedImage.getRGB converts grey values to another gamma.
    Raster raster = image.getRaster();
    int channels = raster.getNumBands();
    if ((channels != 1 && channels != 3) || raster.getSampleModel().getSampleSize(0) != 8) {
      throw new IOException(
          "cannot read " + file + ": expected 1 or 3 channels of 8 bits, found " + channels);
    }
    int size = raster.getHeight() * raster.getWidth();
    float[] values = new float[channels * size];
    for (int channel = 0; channel < channels; channel++) {
      int[] samples =
          raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), channel, (int[]) null);
      for (int i = 0; i < size; i++) {
        values[channel * size + i] = samples[i] / (float) WHITE;
      }
    }
    return new Picture(
        file.getFileName().toString(), channels, raster.getHeight(), raster.getWidth(), values);
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
