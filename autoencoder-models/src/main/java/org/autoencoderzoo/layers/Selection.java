package org.autoencoderzoo.layers;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonTypeInfo;

/**
 * Which units of a code are kept; the others are set to zero, and the gradient passes where the
 * unit did. A setting of {@link Dense} and {@link Convolution}, or of a {@link SelectionLayer}
 * after any other layer.
 *
 * <p>An implementation is immutable, has a public constructor that JSON can use, and real {@code
 * equals} and {@code hashCode}; a record has all three.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.CLASS, property = "@class")
public interface Selection extends Serializable {

  /** Name of the parameter of a layer that holds what its selections have learned. */
  String STATE_KEY = "state";

  /**
   * Selects units. At inference, what is kept of an example must not depend on the others of its
   * batch.
   *
   * @param candidates the code, and what else there is to see
   * @return one for the units to keep, zero for the others, of the code's shape and type
   */
  INDArray mask(Candidates candidates);

  /**
   * Sets the units that are not kept to zero, in place.
   *
   * @param candidates whose code is overwritten
   * @param derivative of the same shape, in which the same units are set to zero; or null
   */
  default void apply(Candidates candidates, INDArray derivative) {
    INDArray kept = mask(candidates);
    candidates.code().muli(kept);
    if (derivative != null) {
      derivative.muli(kept);
    }
  }

  /**
   * {@return how many numbers this selection learns in training: {@link Candidates#state}} They
   * belong to the layer, as a parameter that no gradient changes, and so are in every saved file,
   * checkpoint and clone; a frozen layer's stand still. None, unless this is overridden.
   *
   * @param units of an example; of a convolution, its channels
   */
  default long stateSize(long units) {
    return 0;
  }

  /**
   * Refuses a code that this selection cannot serve; called when the network is built.
   *
   * @param shape of one example: {@code [K]}, or {@code [K, H, W]}
   * @throws IllegalArgumentException with the reason and the way out
   */
  default void check(long... shape) {}

  /**
   * {@return this selection as a trained encoder uses it on its own, where no epochs of pretraining
   * are counted; empty if it selects in training only} It keeps what this one keeps at inference,
   * and if it is there, has a state of the same size, which stays what it was.
   */
  default Optional<Selection> afterTraining() {
    return Optional.of(this);
  }

  /**
   * {@return what is left of a list of selections after training}
   *
   * @param selections in the order they apply
   */
  static List<Selection> afterTraining(List<Selection> selections) {
    return selections.stream().map(Selection::afterTraining).flatMap(Optional::stream).toList();
  }
}
