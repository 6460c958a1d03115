package org.autoencoderzoo.layers;

import org.nd4j.linalg.activations.IActivation;

/**
 * A layer {@code h = f(W x + b)} that penalties, selections and tied decoders know. With a visible
 * bias, its runtime is a {@link TiedEncoder}.
 */
public interface EncoderLayer extends AutoencoderLayer {

  /** {@return its settings beside those of any Deeplearning4j layer} */
  EncoderSettings settings();

  /** {@return the activation f, elementwise} */
  IActivation getActivationFn();
}
