package org.autoencoderzoo.zoo;

import org.autoencoderzoo.columns.Columns;
import org.autoencoderzoo.settings.Arguments;
import org.deeplearning4j.nn.conf.inputs.InputType;

/**
 * The settings of every model that reads rows of features, {@code [N, inputSize]}.
 *
 * @param <B> the builder itself
 */
public abstract class VectorBuilder<B extends VectorBuilder<B>> extends ModelBuilder<B> {

  private static final int LARGEST_INPUT = 1_000_000;

  /** The number of features of an example. */
  protected int inputSize = 784;

  /** The number of code units; null for the default. */
  protected Integer codeSize;

  /** Starts with the defaults of every model of rows. */
  protected VectorBuilder() {}

  /**
   * Sets the number of features of an example.
   *
   * @param inputSize D, at least 1; 784 by default
   * @return this builder
   */
  public B inputSize(int inputSize) {
    this.inputSize = inputSize;
    return self();
  }

  /**
   * Sets the number of code units.
   *
   * @param codeSize at least 1; the default is the model's
   * @return this builder
   */
  public B codeSize(int codeSize) {
    this.codeSize = codeSize;
    return self();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if an image has no pixels, or more than a million
   */
  @Override
  public B forImages(int channels, int height, int width) {
    Arguments.between("channels", channels, 1, LARGEST_INPUT);
    Arguments.between("height", height, 1, LARGEST_INPUT);
    Arguments.between("width", width, 1, LARGEST_INPUT);
    long size = (long) channels * height * width;
    Arguments.between("channels * height * width", size, 1, LARGEST_INPUT);
    return inputSize((int) size);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if they are null
   */
  @Override
  public B forColumns(Columns columns) {
    Arguments.given("columns", columns);
    this.columns = columns;
    inputRange = columns.isUnitInterval() ? InputRange.UNIT_INTERVAL : InputRange.REAL;
    return inputSize(columns.width());
  }

  @Override
  protected InputType inputType() {
    return InputType.feedForward(inputSize);
  }

  /** {@return the model's code size where the user gave none} */
  protected abstract int defaultCodeSize();

  @Override
  protected void complete() {
    super.complete();
    Arguments.between("inputSize", inputSize, 1, LARGEST_INPUT);
    if (columns != null) {
      checkColumns();
    }
    codeSize = codeSize == null ? defaultCodeSize() : codeSize;
    checkCodeSize(codeSize, inputSize);
  }

  private void checkColumns() {
    Arguments.check(
        inputSize == columns.width(),
        "inputSize is %d, but the columns have %d units; leave it out",
        inputSize,
        columns.width());
    Arguments.check(
        inputRange == InputRange.REAL || columns.isUnitInterval(),
        "inputRange is %s, but the columns have numbers outside of [0,1]; leave it out, or scale"
            + " them to it with Scaling.UNIT",
        inputRange);
    completeLoss(); // Refuses a loss or an activation that has groups of its own.
    completeActivation();
  }
}
