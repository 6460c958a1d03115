package org.autoencoderzoo.zoo;

/**
 * The convolutional autoencoder: convolutions that make the image smaller, a linear dense code, and
 * the way back (Masci, Meier, Ciresan and Schmidhuber, "Stacked Convolutional Auto-Encoders for
 * Hierarchical Feature Extraction", ICANN 2011). By default strides take the place of the paper's
 * max-pooling (Springenberg, Dosovitskiy, Brox and Riedmiller, "Striving for Simplicity", ICLR
 * 2015), and transposed convolutions lead back. Trained as a whole, not layer by layer.
 */
public final class Convolutional extends ConvolutionalAutoencoder<Convolutional.Builder> {

  private Convolutional(Builder settings) {
    super(settings);
  }

  /** {@return a builder with the defaults: 16 and 32 filters of 3x3, stride 2, 32 code units} */
  public static Builder builder() {
    return new Builder();
  }

  /** Settings of {@link Convolutional}. */
  public static final class Builder extends ConvolutionalAutoencoder.Builder<Builder> {

    Builder() {}

    @Override
    public Convolutional build() {
      return new Convolutional(this);
    }
  }
}
