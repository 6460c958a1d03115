package org.autoencoderzoo.zoo;

import org.autoencoderzoo.penalties.Contraction;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;

/**
 * The contractive autoencoder: the basic one, with {@code lambda ||J_h(x)||_F^2} added for each
 * example, so that the code changes little with the input but along the data (Rifai, Vincent,
 * Muller, Glorot and Bengio, "Contractive Auto-Encoders", ICML 2011).
 */
public final class Contractive extends AutoencoderModel<Contractive.Builder> {

  private Contractive(Builder settings) {
    super(settings);
  }

  /** {@return a builder with the default lambda = 0.1, the paper's on MNIST} */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public ComputationGraphConfiguration conf() {
    return oneHiddenLayer(settings, code(settings).penalties(new Contraction(settings.lambda)));
  }

  /** Settings of {@link Contractive}. */
  public static final class Builder extends HiddenLayerBuilder<Builder> {

    private double lambda = 0.1;

    Builder() {}

    /**
     * Sets the weight of the penalty.
     *
     * @param lambda at least 0; 0.1 by default
     * @return this builder
     */
    public Builder lambda(double lambda) {
      this.lambda = lambda;
      return this;
    }

    @Override
    public Contractive build() {
      return new Contractive(this);
    }

    @Override
    void complete() {
      super.complete();
      code(this).penalties(new Contraction(lambda)).build();
    }
  }
}
