package org.autoencoderzoo.internal.kernels;

/**
 * One direction of a convolution's geometry, height or width.
 *
 * @param image pixels
 * @param result what the convolution makes of them
 * @param kernel weights
 * @param stride distance between two results
 * @param padding zeros before the first pixel
 * @param dilation distance between two weights
 */
public record Axis(int image, int result, int kernel, int stride, int padding, int dilation) {

  /** Neighbours that a plane has beyond as many as there are results. */
  int beyond() {
    return (kernel - 1) * dilation / stride;
  }

  /** Places of a plane. */
  int plane() {
    return result + beyond();
  }
}
