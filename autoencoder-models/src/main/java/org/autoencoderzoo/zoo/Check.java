package org.autoencoderzoo.zoo;

import java.util.Locale;
import org.autoencoderzoo.settings.Range;
import org.nd4j.linalg.activations.Activation;

/** Refuses settings that do not go together, or with the model. */
final class Check {

  private Check() {}

  static void elementwise(String field, Activation activation) {
    Range.given(field, activation);
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
