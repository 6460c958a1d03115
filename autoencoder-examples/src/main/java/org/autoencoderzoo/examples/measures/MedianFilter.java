package org.autoencoderzoo.examples.measures;

import java.util.Arrays;
import org.autoencoderzoo.image.ImageShape;
import org.autoencoderzoo.settings.Arguments;
import org.autoencoderzoo.settings.InputCheck;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The median filter (Tukey 1977), the simplest good way to remove noise from an image without
 * learning: each pixel becomes the median of those in the square around it. At the border, only
 * those within the image count; of an even number, the mean of the two in the middle is taken.
 */
public final class MedianFilter {

  private MedianFilter() {}

  /**
   * Filters images, each channel by itself.
   *
   * @param images {@code [N, C * H * W]}, not modified
   * @param shape of an image
   * @param side of the square in pixels, odd, at least 1
   * @return the filtered images, of the same shape and type; of ND4J's default type if the pixels
   *     are whole numbers, since a mean of two need not be one
   * @throws IllegalArgumentException if the shapes do not fit, side is out of range or a pixel is
   *     not finite
   */
  public static INDArray filter(INDArray images, ImageShape shape, int side) {
    Arguments.require(side >= 1 && side % 2 == 1, "side", side, "an odd number, at least 1");
    InputCheck.shape("images", images, shape.size());
    DataType type = InputCheck.floatingType(images);
    if (images.isEmpty()) {
      return Nd4j.create(type, images.shape());
    }
    double[][] rows = InputCheck.finite("images", images, DataType.DOUBLE).toDoubleMatrix();
    for (int i = 0; i < rows.length; i++) {
      rows[i] = filter(rows[i], shape, side / 2);
    }
    return Nd4j.createFromArray(rows).castTo(type);
  }

  private static double[] filter(double[] pixels, ImageShape shape, int reach) {
    double[] filtered = new double[pixels.length];
    double[] window = new double[(2 * reach + 1) * (2 * reach + 1)];
    for (int i = 0; i < pixels.length; i++) {
      int x = i % shape.width();
      int y = i / shape.width() % shape.height();
      int channel = i / (shape.width() * shape.height());
      int size = 0;
      for (int v = Math.max(0, y - reach); v <= Math.min(shape.height() - 1, y + reach); v++) {
        for (int u = Math.max(0, x - reach); u <= Math.min(shape.width() - 1, x + reach); u++) {
          window[size++] = pixels[(channel * shape.height() + v) * shape.width() + u];
        }
      }
      Arrays.sort(window, 0, size);
      filtered[i] = (window[(size - 1) / 2] + window[size / 2]) / 2;
    }
    return filtered;
  }
}
