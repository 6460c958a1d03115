package org.autoencoderzoo.evaluation;

import java.util.Arrays;
import org.autoencoderzoo.image.ImageShape;
import org.autoencoderzoo.settings.Arguments;
import org.autoencoderzoo.settings.InputCheck;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * How local filters are, from the energy of their pixels, which is the sum of the squared weights
 * over the channels. Neither figure depends on a filter's length. A filter of zeros has none: both
 * are not a number.
 */
public final class SpatialExtent {

  private SpatialExtent() {}

  /**
   * The pixels that carry a filter, as the participation ratio of their energies: {@code (sum e)^2
   * / sum e^2}, which is n for n pixels of equal energy.
   *
   * @param filters {@code [units, C * H * W]}, at least one
   * @param shape of a filter
   * @return one figure per filter, 1 to H * W
   * @throws IllegalArgumentException if the shapes do not fit or a weight is not finite
   */
  public static double[] area(INDArray filters, ImageShape shape) {
    return Arrays.stream(energies(filters, shape))
        .mapToDouble(
            pixels -> {
              double sum = Arrays.stream(pixels).sum();
              return sum * sum / Arrays.stream(pixels).map(e -> e * e).sum();
            })
        .toArray();
  }

  /**
   * {@return the mean of {@link #area} over the filters}
   *
   * @param filters {@code [units, C * H * W]}, at least one
   * @param shape of a filter
   * @throws IllegalArgumentException if the shapes do not fit or a weight is not finite
   */
  public static double meanArea(INDArray filters, ImageShape shape) {
    return Arrays.stream(area(filters, shape)).average().orElseThrow();
  }

  /**
   * The largest share of a filter's energy that a square window holds.
   *
   * @param filters {@code [units, C * H * W]}, at least one
   * @param shape of a filter
   * @param side of the window in pixels, 1 to min(H, W)
   * @return one figure per filter, 0 to 1
   * @throws IllegalArgumentException if the shapes do not fit, side is out of range or a weight is
   *     not finite
   */
  public static double[] shareWithinWindow(INDArray filters, ImageShape shape, int side) {
    Arguments.between("side", side, 1, Math.min(shape.height(), shape.width()));
    return Arrays.stream(energies(filters, shape))
        .mapToDouble(pixels -> largestWindow(pixels, shape, side) / Arrays.stream(pixels).sum())
        .toArray();
  }

  /**
   * How wide the structures in a filter are: {@code sqrt(sum w^2 / sum |grad w|^2)} in pixels, the
   * gradient by differences of neighbouring pixels, those beyond the border being zero. It is the
   * inverse of the root mean square spatial frequency in radians per pixel: about 0.5 for
   * independent weights, {@code L / (2 pi)} for waves of L pixels.
   *
   * @param filters {@code [units, C * H * W]}, at least one
   * @param shape of a filter
   * @return one figure per filter
   * @throws IllegalArgumentException if the shapes do not fit or a weight is not finite
   */
  public static double[] detail(INDArray filters, ImageShape shape) {
    INDArray padded =
        Nd4j.pad(images(filters, shape), new int[][] {{0, 0}, {0, 0}, {1, 1}, {1, 1}});
    INDArray energy = padded.norm2(1, 2, 3);
    INDArray gradient = Nd4j.create(DataType.DOUBLE, filters.size(0));
    for (int axis = 2; axis <= 3; axis++) {
      INDArray norm = difference(padded, axis).norm2(1, 2, 3);
      gradient.addi(norm.muli(norm));
    }
    double[] widths = energy.toDoubleVector();
    double[] squares = gradient.toDoubleVector();
    Arrays.setAll(widths, i -> widths[i] / Math.sqrt(squares[i]));
    return widths;
  }

  /**
   * {@return the mean of {@link #detail} over the filters}
   *
   * @param filters {@code [units, C * H * W]}, at least one
   * @param shape of a filter
   * @throws IllegalArgumentException if the shapes do not fit or a weight is not finite
   */
  public static double meanDetail(INDArray filters, ImageShape shape) {
    return Arrays.stream(detail(filters, shape)).average().orElseThrow();
  }

  private static INDArray difference(INDArray images, int axis) {
    INDArrayIndex[] left = NDArrayIndex.allFor(images);
    INDArrayIndex[] right = NDArrayIndex.allFor(images);
    left[axis] = NDArrayIndex.interval(0, images.size(axis) - 1);
    right[axis] = NDArrayIndex.interval(1, images.size(axis));
    return images.get(right).sub(images.get(left));
  }

  private static double largestWindow(double[] pixels, ImageShape shape, int side) {
    double largest = 0;
    for (int top = 0; top + side <= shape.height(); top++) {
      for (int left = 0; left + side <= shape.width(); left++) {
        double sum = 0;
        for (int y = top; y < top + side; y++) {
          for (int x = left; x < left + side; x++) {
            sum += pixels[y * shape.width() + x];
          }
        }
        largest = Math.max(largest, sum);
      }
    }
    return largest;
  }

  /** {@code [units, H * W]}. */
  private static double[][] energies(INDArray filters, ImageShape shape) {
    INDArray images = images(filters, shape);
    return images
        .mul(images)
        .sum(1)
        .reshape('c', filters.size(0), shape.height() * shape.width())
        .toDoubleMatrix();
  }

  /** {@code [units, C, H, W]}, in double. */
  private static INDArray images(INDArray filters, ImageShape shape) {
    InputCheck.matrix("filters", filters, "D");
    InputCheck.shape("filters", filters, shape.size());
    return InputCheck.finite("filters", filters, DataType.DOUBLE)
        .dup('c')
        .reshape('c', filters.size(0), shape.channels(), shape.height(), shape.width());
  }
}
