package org.autoencoderzoo.columns;

import org.autoencoderzoo.settings.Arguments;

/**
 * A column of numbers.
 *
 * @param scaling how they are brought to a common range
 * @param transform what is done before
 * @param clip the farthest from 0 that a scaled number may be; farther ones are set to it. Infinite
 *     if any may be. Of no use with {@link Scaling#UNIT}
 */
public record NumberType(Scaling scaling, Transform transform, double clip) implements ColumnType {

  static final NumberType DEFAULT =
      new NumberType(Scaling.STANDARD, Transform.IDENTITY, Double.POSITIVE_INFINITY);

  /**
   * Numbers with these settings.
   *
   * @param scaling how they are brought to a common range
   * @param transform what is done before
   * @param clip the farthest from 0 that a scaled number may be; farther ones are set to it.
   *     Infinite if any may be. Of no use with {@link Scaling#UNIT}
   * @throws IllegalArgumentException if scaling or transform is null, or clip is not above 0
   */
  public NumberType {
    Arguments.given("scaling", scaling);
    Arguments.given("transform", transform);
    Arguments.require(clip > 0, "clip", clip, "above 0");
  }

  @Override
  public ColumnKind kind() {
    return ColumnKind.NUMBER;
  }

  /**
   * The same numbers, scaled in another way.
   *
   * @param other how
   * @return with that scaling
   * @throws IllegalArgumentException if it is null
   */
  public NumberType withScaling(Scaling other) {
    return new NumberType(other, transform, clip);
  }

  /** {@return the same, scaled after {@code log(1 + x)}} */
  public NumberType withLog1p() {
    return new NumberType(scaling, Transform.LOG1P, clip);
  }

  /**
   * The same numbers, where far values are set to a bound.
   *
   * @param bound of the scaled numbers: 5 allows five standard deviations to both sides
   * @return with that bound
   * @throws IllegalArgumentException if it is not above 0
   */
  public NumberType withClip(double bound) {
    return new NumberType(scaling, transform, bound);
  }
}
