package org.autoencoderzoo.layers;

import java.util.Arrays;
import org.autoencoderzoo.internal.ops.ConvolutionGeometry;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.util.ConvolutionUtils;

/**
 * How a kernel moves over an image; each array is height, then width.
 *
 * @param kernel its size
 * @param stride its steps
 * @param padding zeros on each side, where the mode is not {@code Same}
 * @param dilation distance of the pixels that it reads
 * @param isSame whether the padding is such that the output is the input divided by the stride
 */
record Geometry(int[] kernel, int[] stride, int[] padding, int[] dilation, boolean isSame) {

  static Geometry of(ConvolutionLayer layer) {
    return new Geometry(
        layer.getKernelSize(),
        layer.getStride(),
        layer.getPadding(),
        layer.getDilation(),
        layer.getConvolutionMode() == ConvolutionMode.Same);
  }

  /** Refuses what is no geometry, and a convolution without a bias, naming the layer. */
  static void check(ConvolutionLayer layer) {
    for (int side = 0; side < 2; side++) {
      String at = side == 0 ? " (height)" : " (width)";
      int kernel = layer.getKernelSize()[side];
      int dilation = layer.getDilation()[side];
      int stride = layer.getStride()[side];
      int padding = layer.getPadding()[side];
      require(layer, kernel >= 1, "kernelSize" + at, layer.getKernelSize(), "at least 1");
      require(layer, stride >= 1, "stride" + at, layer.getStride(), "at least 1");
      require(layer, padding >= 0, "padding" + at, layer.getPadding(), "at least 0");
      require(layer, dilation >= 1, "dilation" + at, layer.getDilation(), "at least 1");
      if (layer.getConvolutionMode() == ConvolutionMode.Same) {
        require(layer, padding == 0, "padding" + at, layer.getPadding(), "0 in mode Same");
        require(
            layer,
            (kernel - 1) * dilation + 1 >= stride,
            "stride" + at,
            layer.getStride(),
            "at most the reach of the kernel in mode Same");
      }
    }
    EncoderSettings.require(
        layer, layer.hasBias(), "hasBias is false, but the layer has a bias; leave it out");
  }

  private static void require(
      ConvolutionLayer layer, boolean holds, String field, int[] value, String allowed) {
    EncoderSettings.require(
        layer, holds, field + " is " + Arrays.toString(value) + ", must be " + allowed);
  }

  /** Refuses images with the channels last. */
  static void checkFormat(ConvolutionLayer layer) {
    EncoderSettings.require(
        layer,
        layer.getCnn2dDataFormat() == CNN2DFormat.NCHW,
        "images must be [N, channels, height, width]; use CNN2DFormat.NCHW");
  }

  long outputHeight(long[] inputShape) {
    return output(0, inputShape[2]);
  }

  long outputWidth(long[] inputShape) {
    return output(1, inputShape[3]);
  }

  private long output(int side, long input) {
    if (isSame) {
      return (input + stride[side] - 1) / stride[side];
    }
    return Math.floorDiv(input + 2L * padding[side] - reach(side), stride[side]) + 1;
  }

  /**
   * The smallest input, in height or width, of which the output has a size.
   *
   * @param side 0 for height, 1 for width
   * @param output its size, at least 1
   */
  long smallestInput(int side, long output) {
    long steps = (output - 1) * stride[side];
    return isSame ? steps + 1 : Math.max(1, steps + reach(side) - 2L * padding[side]);
  }

  /** The largest such input. */
  long largestInput(int side, long output) {
    long steps = output * stride[side];
    return isSame ? steps : steps - 1 + reach(side) - 2L * padding[side];
  }

  private long reach(int side) {
    return (kernel[side] - 1L) * dilation[side] + 1;
  }

  /** The same on images of a shape. */
  ConvolutionGeometry on(long[] inputShape) {
    int[] image = {(int) inputShape[2], (int) inputShape[3]};
    int[] result = {(int) outputHeight(inputShape), (int) outputWidth(inputShape)};
    int[] topLeft =
        isSame
            ? ConvolutionUtils.getSameModeTopLeftPadding(result, image, kernel, stride, dilation)
            : padding;
    return new ConvolutionGeometry(image, result, kernel, stride, topLeft, dilation, isSame);
  }
}
