package org.autoencoderzoo.penalties;

import java.io.Serializable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.shade.jackson.annotation.JsonTypeInfo;

/**
 * A term that is added to the score of a network because of the code of one of its layers.
 *
 * <p>An implementation is immutable, has a public constructor that JSON can use, and real {@code
 * equals} and {@code hashCode}; a record has all three.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.CLASS, property = "@class")
public interface Penalty extends Serializable {

  /**
   * Computes the penalty as it stands in the score, and leaves its gradient in the encoding.
   *
   * @param encoding of one batch
   * @return the value P, averaged over the examples of the batch as the score is
   */
  double apply(Encoding encoding);

  /** {@return whether {@link #apply} reads {@link Encoding#secondDerivative}} */
  default boolean needsSecondDerivative() {
    return false;
  }

  /**
   * Refuses an activation that this penalty cannot serve; called when the layer is built.
   *
   * @param activation of the layer
   * @throws IllegalArgumentException with the reason and the way out
   */
  default void check(IActivation activation) {}
}
