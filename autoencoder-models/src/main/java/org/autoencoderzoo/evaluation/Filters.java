package org.autoencoderzoo.evaluation;

import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.image.ImageShape;
import org.autoencoderzoo.settings.Arguments;
import org.deeplearning4j.nn.api.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * What the units of a first layer look for: the weights of each, divided by their norm. For a dense
 * unit, {@code w / ||w||} is the input of norm 1 that excites it most.
 *
 * @param shape of one filter as an image: the whole image for a dense layer, the kernel for a
 *     convolution
 * @param units one filter per row, {@code [units, shape.size()]}
 */
public record Filters(ImageShape shape, INDArray units) {

  /**
   * Filters of the first units.
   *
   * @param autoencoder whose first layer is dense or a convolution
   * @param image shape of its inputs
   * @param most units to take; fewer if the layer has fewer
   * @return a copy of their weights, scaled to norm 1
   * @throws IllegalArgumentException if an argument is null, the image has not the size of the
   *     inputs, most is below 1, or the first layer has no weights
   */
  public static Filters of(Autoencoder autoencoder, ImageShape image, int most) {
    Arguments.given("autoencoder", autoencoder);
    Arguments.given("image", image);
    Arguments.atLeast("most", most, 1);
    Arguments.require(
        image.size() == autoencoder.inputSize(),
        "size of " + image,
        image.size(),
        "that of the inputs, " + autoencoder.inputSize());
    String first = firstLayer(autoencoder);
    Layer layer = autoencoder.network().getLayer(first);
    INDArray w = layer == null ? null : layer.getParam("W");
    if (w == null) {
      throw new IllegalArgumentException(
          "autoencoder: \"" + first + "\", which reads its inputs, has no weights to show");
    }
    boolean isConvolution = w.rank() == 4;
    ImageShape shape =
        isConvolution ? new ImageShape(image.channels(), (int) w.size(2), (int) w.size(3)) : image;
    INDArray rows = isConvolution ? w.reshape('c', w.size(0), -1) : w.transpose();
    INDArray units = rows.get(NDArrayIndex.interval(0, Math.min(rows.size(0), most))).dup('c');
    return new Filters(shape, units.diviColumnVector(units.norm2(true, 1).addi(Float.MIN_NORMAL)));
  }

  /** The name of the layer that reads the input. */
  static String firstLayer(Autoencoder autoencoder) {
    return autoencoder.network().getConfiguration().getVertexInputs().entrySet().stream()
        .filter(vertex -> vertex.getValue().contains(Autoencoder.INPUT))
        .findFirst()
        .orElseThrow()
        .getKey();
  }
}
