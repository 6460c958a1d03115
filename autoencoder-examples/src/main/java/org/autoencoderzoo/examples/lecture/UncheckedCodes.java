package org.autoencoderzoo.examples.lecture;

import org.autoencoderzoo.Autoencoder;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Codes without {@link Autoencoder#encode}'s check that the inputs are pixels in [0,1]. */
final class UncheckedCodes {

  private UncheckedCodes() {}

  static INDArray of(Autoencoder autoencoder, INDArray x) {
    return autoencoder.network().feedForward(x, false).get(Autoencoder.CODE);
  }
}
