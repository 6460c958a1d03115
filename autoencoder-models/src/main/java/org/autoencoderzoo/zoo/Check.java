package org.autoencoderzoo.zoo;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.autoencoderzoo.settings.Arguments;
import org.nd4j.linalg.activations.Activation;

/** Refuses settings that do not go together, or with the model. */
final class Check {

  private Check() {}

  static void elementwise(String field, Activation activation) {
    Arguments.given(field, activation);
    that(
        activation != Activation.SOFTMAX,
        "%s is softmax, which is not elementwise; use sigmoid, tanh, relu, elu or identity",
        field);
    that(
        activation != Activation.RRELU,
        "%s is rrelu, whose slopes are random; use leakyrelu, whose slope is fixed",
        field);
  }

  /** A list of sizes, as a setter takes it. */
  static List<Integer> listed(String field, Integer... sizes) {
    Arguments.given(field, sizes);
    return Collections.unmodifiableList(Arrays.asList(sizes.clone()));
  }

  /** Each of a list of sizes. */
  static void sizes(String field, List<Integer> sizes, long most) {
    for (Integer size : sizes) {
      Arguments.given(field, size);
      Arguments.between(field, size, 1, most);
    }
  }

  /** A first value has a meaning only if there are epochs in which it moves to the last one. */
  static void annealed(String first, Number value, Number last, String epochsField, int epochs) {
    that(
        epochs > 0 || value.doubleValue() == last.doubleValue(),
        "%s is %s, but %s is 0; set it to the epochs in which to go from there to %s",
        first,
        value,
        epochsField,
        last);
  }

  static void that(boolean holds, String message, Object... arguments) {
    if (!holds) {
      throw new IllegalArgumentException(String.format(Locale.ROOT, message, arguments));
    }
  }
}
