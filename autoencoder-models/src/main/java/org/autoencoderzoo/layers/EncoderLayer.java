package org.autoencoderzoo.layers;

import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A layer that penalties, selections and tied decoders know, such as {@code h = f(W x + b)}. With a
 * visible bias, its runtime is a {@link TiedEncoder}. To write one with a formula of your own,
 * extend {@link WeightedLayer}.
 */
public interface EncoderLayer extends AutoencoderLayer {

  /** {@return its settings beside those of any Deeplearning4j layer} */
  EncoderSettings settings();

  /** {@return the number of units of an example; of a convolution, its channels} */
  long getNOut();

  /**
   * {@return a copy that has other settings}
   *
   * @param settings in place of {@link #settings()}
   */
  Layer with(EncoderSettings settings);

  /**
   * {@return a copy that gives the same output at inference, and adds no penalty to the score} Its
   * parameters are those of this layer.
   */
  default Layer withoutPenalties() {
    return with(settings().withoutPenalties());
  }

  @Override
  default Layer afterTraining() {
    return with(settings().afterTraining());
  }

  @Override
  default INDArray afterTraining(String parameter, INDArray value) {
    return Selection.STATE_KEY.equals(parameter)
        ? SelectionState.afterTraining(settings().selections(), getNOut(), value)
        : value;
  }

  /** {@return the activation f, elementwise} */
  IActivation getActivationFn();

  /**
   * Refuses examples that this layer does not read: a {@link TiedDecoder} asks about the shape of
   * its reconstructions.
   *
   * @param shape of one example: {@code [nIn]}, or {@code [channels, height, width]}
   * @throws IllegalArgumentException if this layer reads others, and which
   */
  void checkExample(long... shape);
}
