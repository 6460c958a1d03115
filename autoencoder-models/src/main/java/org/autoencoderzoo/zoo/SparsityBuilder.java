package org.autoencoderzoo.zoo;

import org.autoencoderzoo.penalties.KlSparsity;
import org.autoencoderzoo.penalties.Penalty;
import org.autoencoderzoo.penalties.QuadraticSparsity;
import org.autoencoderzoo.settings.Arguments;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The settings of a model whose units are kept inactive most of the time.
 *
 * @param <B> the builder itself
 */
public interface SparsityBuilder<B> {

  /**
   * These settings together.
   *
   * @param form of the penalty
   * @param rho the wanted mean activation of each unit
   * @param beta the weight of the penalty
   */
  record Sparsity(
      @JsonProperty("form") Sparse.Form form,
      @JsonProperty("rho") double rho,
      @JsonProperty("beta") double beta) {

    /** The defaults of Ng (2011). */
    public static final Sparsity DEFAULT = new Sparsity(Sparse.Form.KL, 0.05, 3);

    /**
     * {@return the term of the score}
     *
     * @throws IllegalArgumentException if a setting is out of range
     */
    public Penalty penalty() {
      Arguments.given("form", form);
      return form == Sparse.Form.KL ? new KlSparsity(rho, beta) : new QuadraticSparsity(rho, beta);
    }
  }

  /** {@return the settings so far} */
  Sparsity sparsity();

  /**
   * Replaces all the settings of this interface.
   *
   * @param sparsity the new ones
   * @return this builder
   */
  B sparsity(Sparsity sparsity);

  /**
   * Sets the form of the penalty.
   *
   * @param form {@link Sparse.Form#KL} by default
   * @return this builder
   */
  default B form(Sparse.Form form) {
    return sparsity(new Sparsity(form, sparsity().rho, sparsity().beta));
  }

  /**
   * Sets the wanted mean activation of each unit; of a feature map, at all its positions.
   *
   * @param rho between 0 and 1; 0.05 by default
   * @return this builder
   */
  default B rho(double rho) {
    return sparsity(new Sparsity(sparsity().form, rho, sparsity().beta));
  }

  /**
   * Sets the weight of the penalty.
   *
   * @param beta at least 0; 3 by default
   * @return this builder
   */
  default B beta(double beta) {
    return sparsity(new Sparsity(sparsity().form, sparsity().rho, beta));
  }
}
