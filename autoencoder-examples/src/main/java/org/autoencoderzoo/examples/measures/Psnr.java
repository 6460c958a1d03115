package org.autoencoderzoo.examples.measures;

import java.util.Arrays;
import org.autoencoderzoo.settings.Arguments;
import org.autoencoderzoo.settings.InputCheck;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Peak signal-to-noise ratio of images with pixels in [0,1], in decibels: {@code -10 log10(MSE)},
 * the squared error averaged over the image's pixels.
 */
public final class Psnr {

  private Psnr() {}

  /**
   * The ratio of each image.
   *
   * @param images {@code [N, D]} or {@code [N, C, H, W]}, pixels in [0,1]
   * @param reconstructions of the same shape
   * @return one figure per image; infinite where nothing differs
   * @throws IllegalArgumentException if the shapes differ or a value is not finite
   */
  public static double[] of(INDArray images, INDArray reconstructions) {
    InputCheck.rowsOrImages("images", images);
    InputCheck.rowsOrImages("reconstructions", reconstructions);
    Arguments.require(
        Arrays.equals(images.shape(), reconstructions.shape()),
        "shape of the reconstructions",
        Arrays.toString(reconstructions.shape()),
        "that of the images, " + Arrays.toString(images.shape()));
    if (images.isEmpty()) {
      return new double[0];
    }
    INDArray difference =
        InputCheck.finite("images", images, DataType.DOUBLE)
            .sub(InputCheck.finite("reconstructions", reconstructions, DataType.DOUBLE));
    INDArray squares = difference.muli(difference).reshape(images.size(0), -1);
    return Arrays.stream(squares.mean(1).toDoubleVector())
        .map(error -> -10 * Math.log10(error))
        .toArray();
  }
}
