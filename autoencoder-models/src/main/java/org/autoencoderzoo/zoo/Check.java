package org.autoencoderzoo.zoo;

import java.util.Locale;
import org.nd4j.linalg.activations.Activation;

/** Refuses settings with the field, the value and what is allowed. */
final class Check {

  private Check() {}

  static void range(String field, long value, long least, long most) {
    that(value >= least && value <= most, "%s is %d, must be %d to %d", field, value, least, most);
  }

  static void above(String field, double value, double bound) {
    that(
        value > bound && Double.isFinite(value), "%s is %s, must be above %s", field, value, bound);
  }

  static void atLeast(String field, double value, double bound) {
    that(
        value >= bound && Double.isFinite(value),
        "%s is %s, must be at least %s",
        field,
        value,
        bound);
  }

  static void given(String field, Object value) {
    that(value != null, "%s is null, must be given", field);
  }

  static void elementwise(String field, Activation activation) {
    given(field, activation);
    that(
        activation != Activation.SOFTMAX,
        "%s is softmax, which is not elementwise; use sigmoid, tanh, relu, elu or identity",
        field);
  }

  static void that(boolean holds, String message, Object... arguments) {
    if (!holds) {
      throw new IllegalArgumentException(String.format(Locale.ROOT, message, arguments));
    }
  }
}
