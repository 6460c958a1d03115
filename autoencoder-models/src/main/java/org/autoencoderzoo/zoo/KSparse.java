package org.autoencoderzoo.zoo;

import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.layers.TopK;
import org.autoencoderzoo.settings.Arguments;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;

/**
 * The k-sparse autoencoder: a linear code of which each example keeps the k largest units, with
 * tied weights and a linear decoder (Makhzani and Frey, "k-Sparse Autoencoders", arXiv:1312.5663,
 * 2013). With 1000 units on MNIST, k = 70 learns strokes, k = 10 whole digits.
 */
public final class KSparse extends DenseAutoencoder<KSparse.Builder> {

  private KSparse(Builder settings) {
    super(settings);
  }

  /** {@return a builder with the defaults: 25 of 1000 units, fewer for inputs below 500} */
  public static Builder builder() {
    return new Builder();
  }

  /** Settings of {@link KSparse}. */
  public static final class Builder extends DenseAutoencoder.Builder<Builder> {

    /** Below this size of the input there are too few units to lose any. */
    private static final int SMALL_INPUT = 256;

    private Integer k;
    private Integer firstK;
    private int annealingEpochs;
    private double alpha = 1;
    private TopK.Ranking ranking;

    Builder() {
      activation = Activation.IDENTITY;
      learningRate = 1e-3;
    }

    /**
     * Sets the number of units that an example keeps.
     *
     * @param k 1 to the code size; 25 by default, or a quarter of the input if that is less
     * @return this builder
     */
    public Builder k(int k) {
      this.k = k;
      return this;
    }

    /**
     * Lets more units be kept in the first epochs, as the paper does.
     *
     * @param firstK units in the first epoch, k to the code size; k by default
     * @param epochs in which the number falls linearly to k, at least 1; 0 by default
     * @return this builder
     */
    public Builder annealedFrom(int firstK, int epochs) {
      this.firstK = firstK;
      this.annealingEpochs = epochs;
      return this;
    }

    /**
     * Sets the number of units kept at inference, as a multiple of k.
     *
     * @param alpha above 0; 1 by default
     * @return this builder
     */
    public Builder alpha(double alpha) {
      this.alpha = alpha;
      return this;
    }

    /**
     * Sets what makes a unit large. By value, a unit that happens to begin negative for every
     * example is never kept and learns nothing.
     *
     * @param ranking {@link TopK.Ranking#VALUE} by default; {@link TopK.Ranking#MAGNITUDE} for
     *     inputs of fewer than 256 features, whose few units all are needed
     * @return this builder
     */
    public Builder ranking(TopK.Ranking ranking) {
      this.ranking = ranking;
      return this;
    }

    @Override
    protected Dense.Builder code() {
      return super.code()
          .select(new TopK(k, firstK, annealingEpochs, alpha, ranking, TopK.Within.EXAMPLE));
    }

    @Override
    public KSparse build() {
      return new KSparse(this);
    }

    @Override
    protected int defaultCodeSize() {
      return (int) Math.min(1000, 2L * inputSize);
    }

    @Override
    protected void complete() {
      outputActivation = outputActivation == null ? new ActivationIdentity() : outputActivation;
      super.complete();
      if (ranking == null) {
        ranking = inputSize < SMALL_INPUT ? TopK.Ranking.MAGNITUDE : TopK.Ranking.VALUE;
      }
      k = k == null ? Integer.valueOf(Math.min(25, Math.max(1, inputSize / 4))) : k;
      Arguments.between("k", k, 1, codeSize);
      firstK = firstK == null ? k : firstK;
      Arguments.between("firstK", firstK, k, codeSize);
      checkCourse("firstK", firstK, k, "annealingEpochs", annealingEpochs);
    }
  }
}
