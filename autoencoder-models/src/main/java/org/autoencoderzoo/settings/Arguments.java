package org.autoencoderzoo.settings;

import java.util.Locale;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationRReLU;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;

/**
 * Refuses a setting that is out of range with its name, its value and what is allowed. Not a number
 * is out of every range, and so is infinity.
 */
public final class Arguments {

  private Arguments() {}

  /**
   * Requires a value of at least a bound.
   *
   * @param field name of the setting
   * @param value to check
   * @param least the bound
   * @throws IllegalArgumentException if the value is less
   */
  public static void atLeast(String field, Number value, Number least) {
    double number = value.doubleValue();
    require(
        number >= least.doubleValue() && Double.isFinite(number),
        field,
        value,
        "at least " + least);
  }

  /**
   * Requires a value above a bound.
   *
   * @param field name of the setting
   * @param value to check
   * @param bound the bound, excluded
   * @throws IllegalArgumentException if the value is not above it
   */
  public static void above(String field, Number value, Number bound) {
    double number = value.doubleValue();
    require(
        number > bound.doubleValue() && Double.isFinite(number), field, value, "above " + bound);
  }

  /**
   * Requires a whole number between two, both included.
   *
   * @param field name of the setting
   * @param value to check
   * @param least the smallest
   * @param most the largest
   * @throws IllegalArgumentException if the value is outside
   */
  public static void between(String field, long value, long least, long most) {
    require(value >= least && value <= most, field, value, least + " to " + most);
  }

  /**
   * Requires something to be there.
   *
   * @param field name of the setting
   * @param value to check
   * @throws IllegalArgumentException if it is null
   */
  public static void given(String field, Object value) {
    require(value != null, field, value, "given");
  }

  /**
   * Requires whatever else a setting must be.
   *
   * @param holds whether the value is allowed
   * @param field name of the setting
   * @param value of the setting
   * @param allowed what it must be
   * @throws IllegalArgumentException if it is not
   */
  public static void require(boolean holds, String field, Object value, String allowed) {
    if (!holds) {
      throw new IllegalArgumentException(field + " is " + value + ", must be " + allowed);
    }
  }

  /**
   * Requires what several settings must be together.
   *
   * @param holds whether they go together
   * @param message what is wrong, and the way out, as {@link String#format} takes it
   * @param values for the message
   * @throws IllegalArgumentException if they do not
   */
  public static void check(boolean holds, String message, Object... values) {
    if (!holds) {
      throw new IllegalArgumentException(String.format(Locale.ROOT, message, values));
    }
  }

  /**
   * Requires an activation whose output depends on one input, and on nothing random.
   *
   * @param field name of the setting
   * @param activation to check
   * @throws IllegalArgumentException if it is null, softmax or rrelu
   */
  public static void elementwise(String field, Activation activation) {
    given(field, activation);
    elementwise(field, activation.getActivationFunction());
  }

  /**
   * Requires an activation whose output depends on one input, and on nothing random.
   *
   * @param field name of the setting
   * @param activation to check
   * @throws IllegalArgumentException if it is null, softmax or rrelu
   */
  public static void elementwise(String field, IActivation activation) {
    given(field, activation);
    check(
        !(activation instanceof ActivationSoftmax),
        "%s is softmax, which is not elementwise; use sigmoid, tanh, relu, elu or identity",
        field);
    check(
        !(activation instanceof ActivationRReLU),
        "%s is rrelu, whose slopes are random; use leakyrelu, whose slope is fixed",
        field);
  }
}
