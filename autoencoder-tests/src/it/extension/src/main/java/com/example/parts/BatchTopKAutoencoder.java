package com.example.parts;

import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.settings.Arguments;
import org.autoencoderzoo.zoo.DenseAutoencoder;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;

/**
 * An autoencoder with one hidden layer, of which k units per example are kept: {@link BatchTopK}.
 */
public final class BatchTopKAutoencoder extends DenseAutoencoder<BatchTopKAutoencoder.Builder> {

  private BatchTopKAutoencoder(Builder settings) {
    super(settings);
  }

  public static Builder builder() {
    return new Builder();
  }

  /** The fields are the settings. */
  public static final class Builder extends DenseAutoencoder.Builder<Builder> {

    private Integer k; // 25, or a quarter of the units if these are few
    private double decay = 0.99;

    private Builder() {
      activation = Activation.RELU;
      learningRate = 1e-3;
    }

    public Builder k(int k) {
      this.k = k;
      return this;
    }

    public Builder decay(double decay) {
      this.decay = decay;
      return this;
    }

    @Override
    protected Dense.Builder code() {
      return super.code().select(new BatchTopK(k, decay));
    }

    @Override
    protected void complete() {
      outputActivation = outputActivation == null ? new ActivationIdentity() : outputActivation;
      super.complete();
      k = k == null ? Integer.valueOf(Math.max(1, Math.min(25, codeSize / 4))) : k;
      Arguments.between("k", k, 1, codeSize);
    }

    @Override
    public BatchTopKAutoencoder build() {
      return new BatchTopKAutoencoder(this);
    }
  }
}
