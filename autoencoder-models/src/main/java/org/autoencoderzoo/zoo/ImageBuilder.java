package org.autoencoderzoo.zoo;

import org.autoencoderzoo.settings.Arguments;
import org.deeplearning4j.nn.conf.inputs.InputType;

/**
 * The settings of every model that reads images, {@code [N, channels, height, width]}.
 *
 * @param <B> the builder itself
 */
public abstract class ImageBuilder<B extends ImageBuilder<B>> extends ModelBuilder<B> {

  private static final int LARGEST_SIDE = 4096;

  /** The channels of an image. */
  protected int channels = 1;

  /** The height of an image in pixels. */
  protected int height = 28;

  /** The width of an image in pixels. */
  protected int width = 28;

  /** The side of the kernels in pixels. */
  protected int kernel = 3;

  /** How much smaller each convolution makes the image. */
  protected int stride = 2;

  /** Starts with the defaults of every model of images. */
  protected ImageBuilder() {}

  /**
   * Sets the shape of an image.
   *
   * @param channels at least 1, such as 3 for colour; 1 by default
   * @param height in pixels, a multiple of the stride of every convolution in turn; 28 by default
   * @param width in pixels, such a multiple, too; 28 by default
   * @return this builder
   */
  @Override
  public B forImages(int channels, int height, int width) {
    this.channels = channels;
    this.height = height;
    this.width = width;
    return self();
  }

  /**
   * Sets the side of the kernels.
   *
   * @param kernel in pixels, at least the stride; the default is the model's
   * @return this builder
   */
  public B kernel(int kernel) {
    this.kernel = kernel;
    return self();
  }

  /**
   * Sets how much smaller, in height and in width, each convolution makes the image.
   *
   * @param stride at least 1; the default is the model's
   * @return this builder
   */
  public B stride(int stride) {
    this.stride = stride;
    return self();
  }

  @Override
  protected InputType inputType() {
    return InputType.convolutional(height, width, channels);
  }

  /** {@return the numbers in an image} */
  protected final long imageSize() {
    return (long) channels * height * width;
  }

  /** {@return how many convolutions follow each other, each with the stride} */
  protected abstract int levels();

  @Override
  protected void complete() {
    super.complete();
    Arguments.between("channels", channels, 1, LARGEST_SIDE);
    Arguments.between("stride", stride, 1, LARGEST_SIDE);
    Arguments.between("kernel", kernel, stride, LARGEST_SIDE);
    Arguments.between("height", height, 1, LARGEST_SIDE);
    Arguments.between("width", width, 1, LARGEST_SIDE);
    checkSide("height", height, reduction(levels()));
    checkSide("width", width, reduction(levels()));
  }

  /** How much smaller the images are after some convolutions; no more than no image could be. */
  final int reduction(int convolutions) {
    return (int) Math.min(2L * LARGEST_SIDE, Math.round(Math.pow(stride, convolutions)));
  }

  /** No border is lost on the way down and none made up on the way back. */
  private static void checkSide(String field, int side, int reduction) {
    int below = side / reduction * reduction;
    String nearest = (below == 0 ? "" : below + " or ") + (below + reduction);
    Arguments.require(
        side == below, field, side, "a multiple of %d: %s".formatted(reduction, nearest));
  }
}
