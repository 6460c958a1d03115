package org.autoencoderzoo.kernels;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * One channel of a block of images, sorted into planes {@code [phases, images, rows, columns]} as
 * {@link RunLayout} describes; zero where a kernel meets the padding.
 */
final class Planes {

  private final int channels;
  private final int images;
  private final int plane;
  private final int run;
  private final float[] planes;
  private final float[] image;

  /** Where the run of each weight {@code [kH, kW]} starts. */
  private final int[] starts;

  /** The pixels that are in the planes, and where those of the first image are. */
  private final int[] pixels;

  private final int[] places;

  /**
   * Creates the memory of a block.
   *
   * @param channels of an image
   */
  Planes(RunLayout layout, int channels) {
    this.channels = channels;
    this.images = layout.images();
    this.plane = layout.plane();
    this.run = layout.run();
    this.planes = new float[layout.phases() * images * plane];
    this.image = new float[layout.rows().image() * layout.columns().image()];
    this.starts = layout.runStarts();
    int[] all = layout.pixelPlaces();
    this.pixels = IntStream.range(0, all.length).filter(i -> all[i] >= 0).toArray();
    this.places = Arrays.stream(pixels).map(i -> all[i]).toArray();
  }

  /** Reads one channel of some images {@code [N, C, H, W]}. */
  void read(FloatBuffer source, int first, int count, int channel) {
    if (count < images) {
      clear();
    }
    for (int i = 0; i < count; i++) {
      source.get(((first + i) * channels + channel) * image.length, image, 0, image.length);
      scatter(image, pixels, planes, places, i * plane);
    }
  }

  private static void scatter(float[] from, int[] at, float[] to, int[] places, int start) {
    for (int p = 0; p < at.length; p++) {
      to[start + places[p]] = from[at[p]];
    }
  }

  /** Writes one channel of some images {@code [N, C, H, W]}; zero where no kernel reaches. */
  void write(FloatBuffer target, int first, int count, int channel) {
    for (int i = 0; i < count; i++) {
      gather(image, pixels, planes, places, i * plane);
      target.put(((first + i) * channels + channel) * image.length, image, 0, image.length);
    }
  }

  private static void gather(float[] to, int[] at, float[] from, int[] places, int start) {
    for (int p = 0; p < at.length; p++) {
      to[at[p]] = from[start + places[p]];
    }
  }

  void clear() {
    Arrays.fill(planes, 0);
  }

  /** Copies the run that a weight multiplies. */
  void copyRun(int tap, float[] to) {
    System.arraycopy(planes, starts[tap], to, 0, run);
  }

  /** Replaces the run that a weight multiplies. */
  void replaceRun(int tap, float[] by) {
    System.arraycopy(by, 0, planes, starts[tap], run);
  }
}
