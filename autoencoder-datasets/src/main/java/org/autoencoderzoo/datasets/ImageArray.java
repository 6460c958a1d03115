package org.autoencoderzoo.datasets;

import java.io.IOException;
import java.nio.file.Path;
import org.autoencoderzoo.settings.Arguments;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An {@link ArrayFile} of images, all in one array: grey {@code [N, H, W]}, or {@code [N, C, H, W]}
 * or {@code [N, H, W, C]} with one or three channels.
 */
public final class ImageArray {

  private static final float WHITE = 255;

  private ImageArray() {}

  /**
   * Reads the images, all of them.
   *
   * @param file NPY or IDX, plain or compressed
   * @return the images, with 0 for every label; pixels from 0 to 255 are divided by 255, where one
   *     is above 1
   * @throws IOException if the file cannot be read, holds an array of another shape, or a pixel is
   *     not from 0 to 255
   * @throws IllegalArgumentException if it is null
   */
  public static LabeledImages read(Path file) throws IOException {
    Arguments.given("file", file);
    INDArray array = ArrayFile.read(file);
    INDArray images = channelsFirst(file, array);
    float least = images.minNumber().floatValue();
    float most = images.maxNumber().floatValue();
    // Least and most pass over NaN, a sum does not.
    if (least < 0 || most > WHITE || Double.isNaN(images.sumNumber().doubleValue())) {
      throw new IOException(
          "%s has pixels from %s to %s%s, expected 0 to 1 or 0 to 255; scale them, or save the array as N rows of D numbers, which are scaled as columns"
              .formatted(
                  file,
                  least,
                  most,
                  least < 0 || most > WHITE ? "" : " and some that are no number"));
    }
    if (most > 1) {
      images.divi(WHITE);
    }
    int n = Math.toIntExact(images.size(0));
    return new LabeledImages(
        images.reshape('c', n, -1),
        new int[n],
        Math.toIntExact(images.size(1)),
        Math.toIntExact(images.size(2)),
        Math.toIntExact(images.size(3)));
  }

  private static INDArray channelsFirst(Path file, INDArray array) throws IOException {
    long[] shape = array.shape();
    if (shape.length == 3) {
      return array.reshape('c', shape[0], 1, shape[1], shape[2]);
    }
    if (shape.length == 4 && isChannels(shape[1])) {
      return array;
    }
    if (shape.length == 4 && isChannels(shape[3])) {
      return array.permute(0, 3, 1, 2).dup('c');
    }
    throw new IOException(
        "%s holds an array of %s, expected images, N x H x W or N x C x H x W or N x H x W x C with 1 or 3 channels; or N x D, rows of numbers"
            .formatted(file, ArrayFile.words(shape)));
  }

  private static boolean isChannels(long size) {
    return size == 1 || size == 3;
  }
}
