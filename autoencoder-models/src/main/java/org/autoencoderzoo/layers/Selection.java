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

  /**
   * Selects units.
   *
   * @param code {@code [N, K]} or {@code [N, K, H, W]}, row-major, not modified
   * @param examples {@code [N, 1]}: 0 for examples that a mask leaves out, else 1; or null for all
   * @param training whether this is a training step
   * @param epoch of training, from 0
   * @return one for the units to keep, zero for the others, of the code's shape and type
   */
  INDArray mask(INDArray code, INDArray examples, boolean training, int epoch);

  /**
   * Sets the units that are not kept to zero, in place.
   *
   * @param code {@code [N, K]} or {@code [N, K, H, W]}, row-major
   * @param derivative of the same shape, in which the same units are set to zero; or null
   * @param examples {@code [N, 1]}, as for {@link #mask}; or null
   * @param training whether this is a training step
   * @param epoch of training, from 0
   */
  default void apply(
      INDArray code, INDArray derivative, INDArray examples, boolean training, int epoch) {
    INDArray kept = mask(code, examples, training, epoch);
    code.muli(kept);
    if (derivative != null) {
      derivative.muli(kept);
    }
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
   * are counted; empty if it selects in training only} It keeps what this one keeps at inference.
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
