package org.autoencoderzoo.internal.ops;

/**
 * How a kernel moves over images of one shape; each array is height, then width.
 *
 * @param image pixels
 * @param result what the convolution makes of them
 * @param kernel weights
 * @param stride distance between two results
 * @param padding zeros before the first pixel
 * @param dilation distance between two weights
 * @param isSame whether the padding is such that the result is the image divided by the stride
 */
public record ConvolutionGeometry(
    int[] image,
    int[] result,
    int[] kernel,
    int[] stride,
    int[] padding,
    int[] dilation,
    boolean isSame) {}
