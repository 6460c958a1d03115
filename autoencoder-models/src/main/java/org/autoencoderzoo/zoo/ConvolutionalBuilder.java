package org.autoencoderzoo.zoo;

import java.util.List;
import org.autoencoderzoo.settings.Arguments;
import org.nd4j.linalg.activations.Activation;

/**
 * The settings of a stack of convolutions with a dense code, as {@link Convolutional} has it.
 *
 * @param <B> the builder itself
 */
public abstract class ConvolutionalBuilder<B extends ConvolutionalBuilder<B>>
    extends ImageBuilder<B> {

  Integer codeSize;
  List<Integer> filters = List.of(16, 32);
  Activation activation = Activation.ELU;
  Downsampling down = Downsampling.STRIDE;
  Upsampling up = Upsampling.TRANSPOSED_CONVOLUTION;

  ConvolutionalBuilder() {
    learningRate = 3e-3;
  }

  /** How the encoder makes images smaller. */
  public enum Downsampling {
    /** The convolution moves by the stride. */
    STRIDE,
    /** The convolution moves by one pixel, and the largest value of each square is kept. */
    MAX_POOLING
  }

  /** How the decoder makes images larger. */
  public enum Upsampling {
    /** The transpose of a convolution that moves by the stride. */
    TRANSPOSED_CONVOLUTION,
    /** Each pixel becomes a square, over which a convolution moves by one pixel. */
    NEAREST
  }

  /**
   * Sets the number of code units.
   *
   * @param codeSize at least 1; 32 by default, or an eighth of the input if that is less
   * @return this builder
   */
  public B codeSize(int codeSize) {
    this.codeSize = codeSize;
    return self();
  }

  /**
   * Sets the filters of the encoder's convolutions, from the input to the code; the decoder mirrors
   * them.
   *
   * @param filters one or more, each at least 1; 16, 32 by default
   * @return this builder
   */
  public B filters(Integer... filters) {
    this.filters = Check.listed("filters", filters);
    return self();
  }

  /**
   * Sets the activation of the hidden layers; the code stays linear.
   *
   * @param activation an elementwise activation; ELU by default
   * @return this builder
   */
  public B activation(Activation activation) {
    this.activation = activation;
    return self();
  }

  /**
   * Sets how images become smaller.
   *
   * @param down {@link Downsampling#STRIDE} by default
   * @return this builder
   */
  public B down(Downsampling down) {
    this.down = down;
    return self();
  }

  /**
   * Sets how images become larger.
   *
   * @param up {@link Upsampling#TRANSPOSED_CONVOLUTION} by default
   * @return this builder
   */
  public B up(Upsampling up) {
    this.up = up;
    return self();
  }

  @Override
  int levels() {
    return filters.size();
  }

  /** The channels of the images of a level: 0 is the input, the last leads to the code. */
  int mapsAt(int level) {
    return level == 0 ? channels : filters.get(level - 1);
  }

  int heightAt(int level) {
    return height / reduction(level);
  }

  int widthAt(int level) {
    return width / reduction(level);
  }

  @Override
  void complete() {
    Check.that(
        !filters.isEmpty(), "filters is empty, must hold at least one; or use the model deep");
    Check.sizes("filters", filters, 4096);
    super.complete();
    codeSize = codeSize == null ? Integer.valueOf(narrowCodeSize(imageSize(), 32)) : codeSize;
    checkCodeSize(codeSize, imageSize());
    Check.elementwise("activation", activation);
    Arguments.given("down", down);
    Arguments.given("up", up);
  }
}
