package org.autoencoderzoo.layers;

import java.util.List;
import org.autoencoderzoo.layers.EncoderSettings.InputGradient;
import org.autoencoderzoo.penalties.Penalty;

/**
 * The settings of {@link Dense}, {@link Convolution} and {@link TransposedConvolution} beside those
 * of any Deeplearning4j layer.
 *
 * @param <B> the builder itself
 */
public interface EncoderBuilder<B> {

  /** {@return the settings so far} */
  EncoderSettings settings();

  /**
   * Replaces all the settings of this interface.
   *
   * @param settings the new ones
   * @return this builder
   */
  B settings(EncoderSettings settings);

  /**
   * Gives the layer the bias of the visible units too, for a {@link TiedDecoder} that names it.
   *
   * @return this builder
   */
  default B withVisibleBias() {
    EncoderSettings old = settings();
    return settings(
        new EncoderSettings(true, old.inputGradient(), old.penalties(), old.selections()));
  }

  /**
   * Saves a product with the weights in each step: for a layer that reads the network's input,
   * whose gradient nobody uses. A layer with trainable layers below it must not set this.
   *
   * @return this builder
   */
  default B withoutInputEpsilon() {
    EncoderSettings old = settings();
    return settings(
        new EncoderSettings(
            old.visibleBias(), InputGradient.NONE, old.penalties(), old.selections()));
  }

  /**
   * For a layer that reads what a selection kept, such as the decoder above {@code TopK}: weights
   * are laid out by the units that it reads, and products take time by those that are not zero, as
   * does the gradient of its input. A unit that was kept with a value of exactly 0 counts as not
   * kept.
   *
   * @return this builder
   */
  default B afterSelection() {
    EncoderSettings old = settings();
    return settings(
        new EncoderSettings(
            old.visibleBias(), InputGradient.WHERE_NOT_ZERO, old.penalties(), old.selections()));
  }

  /**
   * Adds terms to the score that depend on the layer's output.
   *
   * @param penalties any number, which add up
   * @return this builder
   */
  default B penalties(Penalty... penalties) {
    EncoderSettings old = settings();
    return settings(
        new EncoderSettings(
            old.visibleBias(), old.inputGradient(), List.of(penalties), old.selections()));
  }

  /**
   * Keeps only some units of each example, such as {@code TopK.of(25)}.
   *
   * @param selections any number, each of what the one before it kept
   * @return this builder
   */
  default B select(Selection... selections) {
    EncoderSettings old = settings();
    return settings(
        new EncoderSettings(
            old.visibleBias(), old.inputGradient(), old.penalties(), List.of(selections)));
  }
}
