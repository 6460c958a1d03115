package org.autoencoderzoo.zoo;

import org.autoencoderzoo.penalties.KlSparsity;
import org.autoencoderzoo.penalties.Penalty;
import org.autoencoderzoo.penalties.QuadraticSparsity;
import org.autoencoderzoo.settings.Arguments;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;

/**
 * The sparse autoencoder: the basic one, whose units are kept inactive most of the time by {@code
 * beta sum_j KL(rho || rhoHat_j)} on their mean activation (Ng, "Sparse autoencoder", CS294A
 * lecture notes, 2011), or by the quadratic form of that penalty.
 */
public final class Sparse extends AutoencoderModel<Sparse.Builder> {

  private Sparse(Builder settings) {
    super(settings);
  }

  /** {@return a builder with the defaults of the lecture notes: rho = 0.05, beta = 3} */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public ComputationGraphConfiguration conf() {
    return oneHiddenLayer(settings, code(settings).penalties(settings.penalty()));
  }

  /** The forms of the penalty. */
  public enum Form {
    /** {@link KlSparsity}. */
    KL,
    /** {@link QuadraticSparsity}. */
    QUADRATIC
  }

  /** Settings of {@link Sparse}. */
  public static final class Builder extends HiddenLayerBuilder<Builder> {

    private Form form = Form.KL;
    private double rho = 0.05;
    private double beta = 3;

    Builder() {}

    /**
     * Sets the form of the penalty.
     *
     * @param form {@link Form#KL} by default
     * @return this builder
     */
    public Builder form(Form form) {
      this.form = form;
      return this;
    }

    /**
     * Sets the wanted mean activation of each unit.
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
      return form == Form.KL ? new KlSparsity(rho, beta) : new QuadraticSparsity(rho, beta);
    }

    @Override
    public Sparse build() {
      return new Sparse(this);
    }

    @Override
    void complete() {
      super.complete();
      Arguments.given("form", form);
      penalty().check(activation.getActivationFunction());
    }
  }
}
