package org.autoencoderzoo.datasets;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Decodes pictures: PNG, JPEG, BMP and what else the Java platform reads. Palettes become their
 * colours; what is transparent shows white behind it.
 */
final class PictureFile {
  /** A small file may say that it holds more pixels than there is memory. */
  private static final long MOST_PIXELS = 1L << 26;

  private PictureFile() {}

  static Picture read(Path file) throws IOException {
    BufferedImage image;
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      image = decoded(file, in);
    } catch (IOException | RuntimeException e) {
      String message = String.valueOf(e.getMessage());
      throw new IOException(
          message.startsWith("cannot read ")
              ? message
              : "cannot read " + file + ": " + message + "; repair it, or take it away",
          e);
    }
    return picture(file, image);
  }

  private static BufferedImage decoded(Path file, ImageInputStream in) throws IOException {
    if (in == null) {
      throw new IOException("cannot read " + file + ": there is no such file");
    }
    Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
    if (!readers.hasNext()) {
      throw new IOException("cannot read " + file + ": it is not a PNG, JPEG or BMP picture");
    }
    ImageReader reader = readers.next();
    try {
      reader.setInput(in);
      long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
      if (pixels > MOST_PIXELS) {
        throw new IOException(
            "cannot read %s: it has %d x %d pixels, expected at most %d in all"
                .formatted(file, reader.getWidth(0), reader.getHeight(0), MOST_PIXELS));
      }
      return reader.read(0);
    } finally {
      reader.dispose();
    }
  }

  private static Picture picture(Path file, BufferedImage image) throws IOException {
    if (image.getColorModel() instanceof IndexColorModel) {
      return ofPalette(file, image);
    }
    // The stored samples: BufferedImage.getRGB converts grey values to another gamma.
    Raster raster = image.getRaster();
    int bands = raster.getNumBands();
    if (bands < 1 || bands > 4) {
      throw new IOException("cannot read " + file + ": expected 1 to 4 channels, found " + bands);
    }
    int channels = bands <= 2 ? 1 : 3;
    int size = raster.getHeight() * raster.getWidth();
    float[] values = new float[channels * size];
    for (int channel = 0; channel < channels; channel++) {
      float[] samples = samples(raster, channel);
      System.arraycopy(samples, 0, values, channel * size, size);
    }
    if (bands > channels) {
      overWhite(values, samples(raster, channels));
    }
    return new Picture(name(file), channels, raster.getHeight(), raster.getWidth(), values);
  }

  /** A band in [0,1]. */
  private static float[] samples(Raster raster, int band) {
    float white = (1L << raster.getSampleModel().getSampleSize(band)) - 1;
    int[] samples =
        raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), band, (int[]) null);
    float[] values = new float[samples.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = samples[i] / white;
    }
    return values;
  }

  private static void overWhite(float[] values, float[] opacity) {
    for (int i = 0; i < values.length; i++) {
      float covered = opacity[i % opacity.length];
      values[i] = covered * values[i] + (1 - covered);
    }
  }

  /** Colours of a palette; grey if all of those that are used are. */
  private static Picture ofPalette(Path file, BufferedImage image) {
    int height = image.getHeight();
    int width = image.getWidth();
    int[] colours = image.getRGB(0, 0, width, height, null, 0, width);
    float[] values = new float[3 * colours.length];
    float[] opacity = new float[colours.length];
    boolean isGrey = true;
    for (int i = 0; i < colours.length; i++) {
      int red = colours[i] >> 16 & 0xff;
      int green = colours[i] >> 8 & 0xff;
      int blue = colours[i] & 0xff;
      isGrey &= red == green && green == blue;
      values[i] = red / 255f;
      values[colours.length + i] = green / 255f;
      values[2 * colours.length + i] = blue / 255f;
      opacity[i] = (colours[i] >>> 24) / 255f;
    }
    overWhite(values, opacity);
    return isGrey
        ? new Picture(name(file), 1, height, width, Arrays.copyOf(values, colours.length))
        : new Picture(name(file), 3, height, width, values);
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }
}
