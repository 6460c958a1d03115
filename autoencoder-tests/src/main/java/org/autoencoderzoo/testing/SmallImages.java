package org.autoencoderzoo.testing;

import java.util.Random;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Images to try models on: each a bright spot somewhere, drawn as data need to be learned from. */
final class SmallImages {

  /** The height and the width in pixels. */
  static final int SIDE = 8;

  /** The pixels of an image. */
  static final int PIXELS = SIDE * SIDE;

  private SmallImages() {}

  /** Rows {@code [n, 64]}, float, in [0,1]; the same in each call. */
  static INDArray rows(int n) {
    Random random = new Random(17);
    float[] pixels = new float[n * PIXELS];
    for (int image = 0; image < n; image++) {
      double top = 1 + random.nextDouble() * (SIDE - 3);
      double left = 1 + random.nextDouble() * (SIDE - 3);
      double width = 1 + random.nextDouble();
      for (int pixel = 0; pixel < PIXELS; pixel++) {
        double y = (pixel / SIDE - top) / width;
        double x = (pixel % SIDE - left) / width;
        pixels[image * PIXELS + pixel] = (float) Math.exp(-(x * x + y * y) / 2);
      }
    }
    return Nd4j.createFromArray(pixels).reshape('c', n, PIXELS);
  }
}
