package org.autoencoderzoo.zoo;

import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.penalties.KlSparsity;
import org.autoencoderzoo.penalties.QuadraticSparsity;
import org.autoencoderzoo.settings.Arguments;
import org.nd4j.shade.jackson.annotation.JsonUnwrapped;

/**
 * The sparse autoencoder: the basic one, whose units are kept inactive most of the time by {@code
 * beta sum_j KL(rho || rhoHat_j)} on their mean activation (Ng, "Sparse autoencoder", CS294A
 * lecture notes, 2011), or by the quadratic form of that penalty.
 */
public final class Sparse extends DenseAutoencoder<Sparse.Builder> {

  private Sparse(Builder settings) {
    super(settings);
  }

  /** {@return a builder with the defaults of Ng (2011): rho = 0.05, beta = 3} */
  public static Builder builder() {
    return new Builder();
  }

  /** The forms of the penalty. */
  public enum Form {
    /** {@link KlSparsity}. */
    KL,
    /** {@link QuadraticSparsity}. */
    QUADRATIC
  }

  /** Settings of {@link Sparse}. */
  public static final class Builder extends DenseAutoencoder.Builder<Builder>
      implements SparsityBuilder<Builder> {

    @JsonUnwrapped private Sparsity sparsity = Sparsity.DEFAULT;

    Builder() {}

    @Override
    public Sparsity sparsity() {
      return sparsity;
    }

    @Override
    public Builder sparsity(Sparsity sparsity) {
      Arguments.given("sparsity", sparsity);
      this.sparsity = sparsity;
      return this;
    }

    @Override
    protected Dense.Builder code() {
      return super.code().penalties(sparsity.penalty());
    }

    @Override
    public Sparse build() {
      return new Sparse(this);
    }
  }
}
