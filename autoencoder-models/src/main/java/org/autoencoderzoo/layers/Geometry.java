package org.autoencoderzoo.layers;

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
    long reach = (kernel[side] - 1L) * dilation[side] + 1;
    return (input + 2L * padding[side] - reach) / stride[side] + 1;
  }

  int[] im2colArguments(long[] inputShape) {
    int[] top = topLeftPadding(inputShape);
    return new int[] {
      kernel[0],
      kernel[1],
      stride[0],
      stride[1],
      top[0],
      top[1],
      dilation[0],
      dilation[1],
      isSame ? 1 : 0
    };
  }

  int[] col2imArguments(long[] inputShape) {
    int[] top = topLeftPadding(inputShape);
    return new int[] {
      stride[0],
      stride[1],
      top[0],
      top[1],
      (int) inputShape[2],
      (int) inputShape[3],
      dilation[0],
      dilation[1],
      isSame ? 1 : 0
    };
  }

  private int[] topLeftPadding(long[] inputShape) {
    if (!isSame) {
      return padding;
    }
    int[] input = {(int) inputShape[2], (int) inputShape[3]};
    int[] output = {(int) outputHeight(inputShape), (int) outputWidth(inputShape)};
    return ConvolutionUtils.getSameModeTopLeftPadding(output, input, kernel, stride, dilation);
  }
}
