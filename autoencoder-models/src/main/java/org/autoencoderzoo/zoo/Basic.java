package org.autoencoderzoo.zoo;

/**
 * The autoencoder with one hidden layer: {@code h = s(W x + b)}, {@code y = s(W^T h + c)} with tied
 * weights, {@code s} the logistic sigmoid (Rumelhart, Hinton and Williams 1986; tied as in Vincent
 * et al. 2008).
 */
public final class Basic extends DenseAutoencoder<Basic.Builder> {

  private Basic(Builder settings) {
    super(settings);
  }

  /** {@return a builder with the defaults: half as many code units as inputs, tied weights} */
  public static Builder builder() {
    return new Builder();
  }

  /** Settings of {@link Basic}. */
  public static final class Builder extends DenseAutoencoder.Builder<Builder> {

    Builder() {}

    @Override
    public Basic build() {
      return new Basic(this);
    }
  }
}
