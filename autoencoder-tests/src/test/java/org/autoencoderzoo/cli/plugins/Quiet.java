package org.autoencoderzoo.cli.plugins;

import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.settings.Arguments;
import org.autoencoderzoo.zoo.DenseAutoencoder;

/** A model from outside, with a penalty of its own. */
public final class Quiet extends DenseAutoencoder<Quiet.Builder> {

  private Quiet(Builder settings) {
    super(settings);
  }

  /** {@return a builder with the defaults} */
  public static Builder builder() {
    return new Builder();
  }

  /** The fields are the settings. */
  public static final class Builder extends DenseAutoencoder.Builder<Builder> {

    private double lambda = 0.1;

    /** Sets the weight of the penalty, at least 0. */
    public Builder lambda(double lambda) {
      this.lambda = lambda;
      return this;
    }

    @Override
    protected Dense.Builder code() {
      return super.code().penalties(new QuietCode(lambda));
    }

    @Override
    protected void complete() {
      super.complete();
      Arguments.atLeast("lambda", lambda, 0.0);
    }

    @Override
    public Quiet build() {
      return new Quiet(this);
    }
  }
}
