package org.autoencoderzoo.zoo;

import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;

/**
 * How learning fails: more code units than inputs, and nothing that keeps the network from copying.
 * Even a linear encoder and decoder then reconstruct any input nearly perfectly, and have learned
 * nothing about the data: the filters stay noise (Bengio, Courville and Vincent, "Representation
 * Learning", 2013, section 7). The regularised models are the way out.
 */
public final class Overcomplete extends DenseAutoencoder<Overcomplete.Builder> {

  private Overcomplete(Builder settings) {
    super(settings);
  }

  /** {@return a builder with the defaults: linear, untied, twice as many code units as inputs} */
  public static Builder builder() {
    return new Builder();
  }

  /** Settings of {@link Overcomplete}. */
  public static final class Builder extends DenseAutoencoder.Builder<Builder> {

    Builder() {
      activation = Activation.IDENTITY;
      tied = false;
      learningRate = 1e-3;
    }

    @Override
    public Overcomplete build() {
      return new Overcomplete(this);
    }

    @Override
    protected int defaultCodeSize() {
      return 2 * inputSize;
    }

    @Override
    protected void complete() {
      outputActivation = outputActivation == null ? new ActivationIdentity() : outputActivation;
      super.complete();
    }
  }
}
