package org.autoencoderzoo.zoo;

import org.autoencoderzoo.layers.Convolution;
import org.autoencoderzoo.layers.ReconstructionOutput;
import org.autoencoderzoo.settings.Arguments;
import org.nd4j.shade.jackson.annotation.JsonUnwrapped;

/**
 * The convolutional denoising autoencoder: {@link Convolutional}, trained to give back the clean
 * image from a corrupted one, as Masci et al. (ICANN 2011) train theirs. Noise and emphasis are
 * those of {@link Denoising}; at inference nothing is corrupted.
 */
public final class ConvolutionalDenoising
    extends ConvolutionalAutoencoder<ConvolutionalDenoising.Builder> {

  private ConvolutionalDenoising(Builder settings) {
    super(settings);
  }

  /** {@return a builder with the defaults: a quarter of the pixels set to zero} */
  public static Builder builder() {
    return new Builder();
  }

  /** Settings of {@link ConvolutionalDenoising}. */
  public static final class Builder extends ConvolutionalAutoencoder.Builder<Builder>
      implements CorruptionBuilder<Builder> {

    @JsonUnwrapped private Corruption corruption = Corruption.DEFAULT;

    Builder() {}

    @Override
    public Corruption corruption() {
      return corruption;
    }

    @Override
    public Builder corruption(Corruption corruption) {
      Arguments.given("corruption", corruption);
      this.corruption = corruption;
      return this;
    }

    @Override
    protected Convolution.Builder first() {
      return super.first().dropOut(corruption.dropOut(seed));
    }

    @Override
    protected ReconstructionOutput output() {
      return corruption.output(completeLoss(), completeActivation(), seed);
    }

    @Override
    public ConvolutionalDenoising build() {
      return new ConvolutionalDenoising(this);
    }

    @Override
    protected void complete() {
      super.complete();
      corruption = corruption.completed();
    }
  }
}
