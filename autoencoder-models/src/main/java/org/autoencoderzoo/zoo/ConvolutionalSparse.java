package org.autoencoderzoo.zoo;

import org.autoencoderzoo.penalties.KlSparsity;
import org.autoencoderzoo.penalties.Penalty;
import org.autoencoderzoo.penalties.QuadraticSparsity;
import org.autoencoderzoo.settings.Arguments;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;

/**
 * The convolutional sparse autoencoder: a convolution whose feature maps are kept inactive at most
 * positions by {@code beta sum_k KL(rho || rhoHat_k)}, rhoHat_k the mean activation of map k over
 * the batch and all positions; the penalty of {@link Sparse} (Ng, "Sparse autoencoder", CS294A
 * lecture notes, 2011), shared over positions as the weights are.
 */
public final class ConvolutionalSparse extends ImageModel<ConvolutionalSparse.Builder> {

  private ConvolutionalSparse(Builder settings) {
    super(settings);
  }

  /** {@return a builder with the defaults: 16 filters of 7x7, rho = 0.05, beta = 3} */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public ComputationGraphConfiguration conf() {
    return featureMaps(settings, code(settings).penalties(settings.penalty()));
  }

  /** Settings of {@link ConvolutionalSparse}. */
  public static final class Builder extends FeatureMapBuilder<Builder> {

    private Sparse.Form form = Sparse.Form.KL;
    private double rho = 0.05;
    private double beta = 3;

    Builder() {}

    /**
     * Sets the form of the penalty.
     *
     * @param form {@link Sparse.Form#KL} by default
     * @return this builder
     */
    public Builder form(Sparse.Form form) {
      this.form = form;
      return this;
    }

    /**
     * Sets the wanted mean activation of each feature map.
     *
     * @param rho between 0 and 1; 0.05 by default
     * @return this builder
     */
    public Builder rho(double rho) {
      this.rho = rho;
      return this;
    }

    /**
     * Sets the weight of the penalty.
     *
     * @param beta at least 0; 3 by default
     * @return this builder
     */
    public Builder beta(double beta) {
      this.beta = beta;
      return this;
    }

    private Penalty penalty() {
      return form == Sparse.Form.KL ? new KlSparsity(rho, beta) : new QuadraticSparsity(rho, beta);
    }

    @Override
    public ConvolutionalSparse build() {
      return new ConvolutionalSparse(this);
    }

    @Override
    void complete() {
      super.complete();
      Arguments.given("form", form);
      penalty().check(activation.getActivationFunction());
    }
  }
}
