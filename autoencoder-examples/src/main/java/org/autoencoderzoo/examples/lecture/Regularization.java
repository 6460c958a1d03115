package org.autoencoderzoo.examples.lecture;

import java.util.function.Supplier;
import org.autoencoderzoo.zoo.Basic;
import org.autoencoderzoo.zoo.Contractive;
import org.autoencoderzoo.zoo.Denoising;
import org.autoencoderzoo.zoo.DenseAutoencoder;
import org.autoencoderzoo.zoo.HigherOrderContractive;

/** The four autoencoders with one hidden layer that the lecture compares. */
enum Regularization {
  NONE("autoencoder (AE)", Basic::builder, Basic::builder),
  DENOISING(
      "denoising (DAE)",
      Denoising::builder,
      () -> Denoising.builder().noise(Denoising.Noise.GAUSSIAN).noiseLevel(1)),
  CONTRACTIVE("contractive (CAE)", Contractive::builder, () -> Contractive.builder().lambda(5)),
  HIGHER_ORDER(
      "higher-order contractive (CAE+H)",
      HigherOrderContractive::builder,
      () -> HigherOrderContractive.builder().lambda(5));

  private final String label;
  private final Supplier<DenseAutoencoder.Builder<?>> onPixels;
  private final Supplier<DenseAutoencoder.Builder<?>> onPatches;

  Regularization(
      String label,
      Supplier<DenseAutoencoder.Builder<?>> onPixels,
      Supplier<DenseAutoencoder.Builder<?>> onPatches) {
    this.label = label;
    this.onPixels = onPixels;
    this.onPatches = onPatches;
  }

  String label() {
    return label;
  }

  /** {@return a builder for pixels in [0,1], with the defaults of the model} */
  DenseAutoencoder.Builder<?> onPixels() {
    return onPixels.get();
  }

  /** {@return a builder for {@link Patches#train}: values of variance 1} */
  DenseAutoencoder.Builder<?> onPatches() {
    return onPatches.get().learningRate(0.002);
  }
}
