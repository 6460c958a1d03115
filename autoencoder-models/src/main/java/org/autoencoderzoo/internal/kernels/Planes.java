package org.autoencoderzoo.internal.kernels;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * One channel of a block of images, sorted into planes {@code [phases, images, rows, columns]} as
 * {@link PolyphaseLayout} describes; zero where a kernel meets the padding.
 */
final class Planes {

  private final int channels;
  private final int images;
  private final int plane;
  private final int segment;

  /** The planes, and one more for pixels that no weight meets. */
  private final float[] planes;

  private final float[] image;

  /** Where the segment of each weight {@code [kH, kW]} starts. */
  private final int[] starts;

  /** Where the pixels of the first image are. */
  private final int[] places;

  /**
   * Creates the memory of a block.
   *
   * @param channels of an image
   */
  Planes(PolyphaseLayout layout, int channels) {
    this.channels = channels;
    this.images = layout.images();
    this.plane = layout.plane();
    this.segment = layout.segment();
    this.planes = new float[(layout.phases() + 1) * images * plane];
    this.image = new float[layout.rows().image() * layout.columns().image()];
    this.starts = layout.segmentStarts();
    this.places = layout.pixelPlaces();
  }

  /** Reads one channel of some images {@code [N, C, H, W]}. */
  void read(FloatBuffer source, int first, int count, int channel) {
    if (count < images) {
      fill(0);
    }
    for (int i = 0; i < count; i++) {
      source.get(((first + i) * channels + channel) * image.length, image, 0, image.length);
      scatter(image, planes, places, i * plane);
    }
  }

  private static void scatter(float[] image, float[] planes, int[] places, int start) {
    for (int p = 0; p < places.length; p++) {
      planes[start + places[p]] = image[p];
    }
  }

  /** Writes one channel of some images {@code [N, C, H, W]}. */
  void write(FloatBuffer target, int first, int count, int channel) {
    for (int i = 0; i < count; i++) {
      gather(image, planes, places, i * plane);
      target.put(((first + i) * channels + channel) * image.length, image, 0, image.length);
    }
  }

  private static void gather(float[] image, float[] planes, int[] places, int start) {
    for (int p = 0; p < places.length; p++) {
      image[p] = planes[start + places[p]];
    }
  }

  /** Sets every pixel, met by a weight or not. */
  void fill(float value) {
    Arrays.fill(planes, value);
  }

  /** Copies the segment that a weight multiplies. */
  void copySegment(int tap, float[] to) {
    System.arraycopy(planes, starts[tap], to, 0, segment);
  }

  /** Replaces the segment that a weight multiplies. */
  void replaceSegment(int tap, float[] by) {
    System.arraycopy(by, 0, planes, starts[tap], segment);
  }
}
