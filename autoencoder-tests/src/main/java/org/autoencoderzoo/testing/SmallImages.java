package org.autoencoderzoo.testing;

import java.util.Random;
import org.autoencoderzoo.zoo.ModelBuilder;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Images to try models on: each a bright spot somewhere, drawn as data need to be learned from.
 *
 * @param channels of an image; the first are darker
 * @param height in pixels
 * @param width in pixels
 */
record SmallImages(int channels, int height, int width) {

  /** {@return the builder, for images of this size} */
  ModelBuilder<?> given(ModelBuilder<?> builder) {
    return builder.forImages(channels, height, width);
  }

  /** As in messages: channels, height, width. */
  String size() {
    return channels + ", " + height + ", " + width;
  }

  long[] shape() {
    return new long[] {channels, height, width};
  }

  /** The numbers of an image. */
  int pixels() {
    return channels * height * width;
  }

  /** Rows {@code [n, pixels]}, float, in [0,1]; the same in each call. */
  INDArray rows(int n) {
    Random random = new Random(17);
    float[] pixels = new float[n * pixels()];
    for (int image = 0; image < n; image++) {
      double top = 1 + random.nextDouble() * (height - 3);
      double left = 1 + random.nextDouble() * (width - 3);
      double size = 1 + random.nextDouble();
      for (int pixel = 0; pixel < pixels(); pixel++) {
        double y = (line(pixel) - top) / size;
        double x = (column(pixel) - left) / size;
        double brightness = (1.0 + channel(pixel)) / channels;
        pixels[image * pixels() + pixel] = (float) (brightness * Math.exp(-(x * x + y * y) / 2));
      }
    }
    return Nd4j.createFromArray(pixels).reshape('c', n, pixels());
  }

  int channel(int pixel) {
    return pixel / (height * width);
  }

  int line(int pixel) {
    return pixel / width % height;
  }

  int column(int pixel) {
    return pixel % width;
  }
}
