package org.autoencoderzoo.datasets;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.autoencoderzoo.files.Sha256;
import org.autoencoderzoo.image.ImageShape;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Images of one size, one a row, with a label each.
 *
 * <p>Neither array is copied, neither on the way in nor on the way out.
 *
 * @param images {@code [N, C*H*W]}, float32, 'c' order, pixels in [0,1]
 * @param labels N class numbers, from 0
 * @param channels C, at least 1
 * @param height H, at least 1
 * @param width W, at least 1
 */
public record LabeledImages(INDArray images, int[] labels, int channels, int height, int width) {

  /**
   * Checks that the parts fit together.
   *
   * @param images {@code [N, C*H*W]}, float32, 'c' order, pixels in [0,1]
   * @param labels N class numbers, from 0
   * @param channels C, at least 1
   * @param height H, at least 1
   * @param width W, at least 1
   * @throws IllegalArgumentException if they do not, or a pixel is not in [0,1]
   */
  public LabeledImages {
    require(
        channels >= 1 && height >= 1 && width >= 1,
        "channels, height and width",
        channels + ", " + height + " and " + width,
        "at least 1");
    require(images.rank() == 2, "images", "rank " + images.rank(), "rank 2: [N, C*H*W]");
    require(images.dataType() == DataType.FLOAT, "images", images.dataType(), DataType.FLOAT);
    require(images.ordering() == 'c', "images", "order " + images.ordering(), "order c");
    require(
        images.columns() == (long) channels * height * width,
        "images",
        images.columns() + " columns",
        "C*H*W = " + (long) channels * height * width);
    require(
        images.rows() == labels.length,
        "labels",
        labels.length,
        "one per row of images: " + images.rows());
    for (int label : labels) {
      require(label >= 0, "labels", label, "class numbers from 0");
    }
    float least = images.minNumber().floatValue();
    float most = images.maxNumber().floatValue();
    // Least and most pass over NaN, a sum does not.
    require(!Double.isNaN(images.sumNumber().doubleValue()), "images", "NaN", "pixels in [0,1]");
    require(
        least >= 0 && most <= 1,
        "images",
        "pixels from " + least + " to " + most,
        "pixels in [0,1]");
  }

  private static void require(boolean holds, String field, Object found, Object expected) {
    if (!holds) {
      throw new IllegalArgumentException(field + ": found " + found + ", expected " + expected);
    }
  }

  /** {@return the number of images} */
  public int size() {
    return labels.length;
  }

  /**
   * The first images of this set, in a copy that does not keep the others in memory.
   *
   * @param n how many, from 1 to {@link #size()}
   * @return n images; this very object if that is all of them
   * @throws IllegalArgumentException if n is out of range
   */
  public LabeledImages first(int n) {
    require(n >= 1 && n <= size(), "n", n, "1 to " + size());
    if (n == size()) {
      return this;
    }
    INDArray rows = images.get(NDArrayIndex.interval(0, n), NDArrayIndex.all()).dup('c');
    return new LabeledImages(rows, Arrays.copyOf(labels, n), channels, height, width);
  }

  /**
   * Some of the images, in a copy.
   *
   * @param indices of images, from 0 to {@link #size()} - 1, at least one, in any order
   * @return as many images, in that order
   * @throws IllegalArgumentException if there is no index, or one is out of range
   */
  public LabeledImages select(int... indices) {
    require(indices.length >= 1, "indices", "none", "at least one");
    int[] chosen = new int[indices.length];
    for (int i = 0; i < indices.length; i++) {
      require(indices[i] >= 0 && indices[i] < size(), "index", indices[i], "0 to " + (size() - 1));
      chosen[i] = labels[indices[i]];
    }
    INDArray rows = Nd4j.pullRows(images, 1, indices, 'c');
    return new LabeledImages(rows, chosen, channels, height, width);
  }

  /**
   * {@return the shape of one image, to draw it}
   *
   * @throws IllegalArgumentException if there are neither 1 nor 3 channels
   */
  public ImageShape shape() {
    return new ImageShape(channels, height, width);
  }

  /** Of the sizes, the labels and the pixels. */
  String sha256() {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.toIntExact(4L * (3 + labels.length) + 4 * images.length()));
    bytes.putInt(channels).putInt(height).putInt(width);
    IntStream.of(labels).forEach(bytes::putInt);
    for (float pixel : images.ravel().toFloatVector()) {
      bytes.putFloat(pixel);
    }
    return Sha256.of(bytes.array());
  }

  /**
   * The first images of each class, in the order of the classes.
   *
   * @param n how many of each, at least 1; of a class with fewer, all of them
   * @return a copy of them, at most {@code [n * classes, C*H*W]}
   * @throws IllegalArgumentException if n is out of range
   */
  public INDArray firstOfEachClass(int n) {
    require(n >= 1, "n", n, "at least 1");
    int classes = Arrays.stream(labels).max().orElse(-1) + 1;
    int[] rows =
        IntStream.range(0, classes)
            .flatMap(
                label -> IntStream.range(0, labels.length).filter(i -> labels[i] == label).limit(n))
            .toArray();
    return Nd4j.pullRows(images, 1, rows, 'c');
  }
}
