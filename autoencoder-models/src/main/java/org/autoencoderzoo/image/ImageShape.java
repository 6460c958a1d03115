package org.autoencoderzoo.image;

import org.autoencoderzoo.settings.Arguments;

/**
 * How a row of {@code channels * height * width} numbers becomes an image: channel by channel, each
 * of them row by row.
 *
 * @param channels 1 for grey, 3 for red, green and blue
 * @param height in pixels
 * @param width in pixels
 */
public record ImageShape(int channels, int height, int width) {

  /**
   * Checks the shape.
   *
   * @param channels 1 or 3
   * @param height at least 1
   * @param width at least 1
   * @throws IllegalArgumentException if one is out of range
   */
  public ImageShape {
    Arguments.require(channels == 1 || channels == 3, "channels", channels, "1 or 3");
    Arguments.atLeast("height", height, 1);
    Arguments.atLeast("width", width, 1);
    long size = (long) channels * height * width;
    Arguments.require(
        size / channels / height == width && size <= Integer.MAX_VALUE,
        "channels * height * width",
        size,
        "at most " + Integer.MAX_VALUE);
  }

  /** {@return the numbers in one image} */
  public int size() {
    return channels * height * width;
  }
}
