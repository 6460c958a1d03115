package com.example.parts;

import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.settings.Arguments;
import org.autoencoderzoo.zoo.DenseAutoencoder;

/** An autoencoder with one hidden layer whose codes are short: {@link CodeEnergy}. */
public final class Smooth extends DenseAutoencoder<Smooth.Builder> {

  private Smooth(Builder settings) {
    super(settings);
  }

  public static Builder builder() {
    return new Builder();
  }

  /** The fields are the settings. */
  public static final class Builder extends DenseAutoencoder.Builder<Builder> {

    private double lambda = 0.1;

    public Builder lambda(double lambda) {
      this.lambda = lambda;
      return this;
    }

    @Override
    protected Dense.Builder code() {
      return super.code().penalties(new CodeEnergy(lambda));
    }

    @Override
    protected void complete() {
      super.complete();
      Arguments.atLeast("lambda", lambda, 0.0);
    }

    @Override
    public Smooth build() {
      return new Smooth(this);
    }
  }
}
