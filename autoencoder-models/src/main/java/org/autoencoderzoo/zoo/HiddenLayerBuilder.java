package org.autoencoderzoo.zoo;

import org.nd4j.linalg.activations.Activation;

/**
 * The settings of every model with one hidden layer, the code.
 *
 * @param <B> the builder itself
 */
public abstract class HiddenLayerBuilder<B extends HiddenLayerBuilder<B>> extends VectorBuilder<B> {

  Activation activation = Activation.SIGMOID;
  boolean tied = true;

  HiddenLayerBuilder() {
    learningRate = 0.01;
  }

  /**
   * Sets the activation of the code units.
   *
   * @param activation an elementwise activation; sigmoid by default
   * @return this builder
   */
  public B activation(Activation activation) {
    this.activation = activation;
    return self();
  }

  /**
   * Gives the decoder weights of its own, instead of the encoder's transposed.
   *
   * @return this builder
   */
  public B untied() {
    this.tied = false;
    return self();
  }

  @Override
  int defaultCodeSize() {
    return Math.max(1, inputSize / 2);
  }

  @Override
  void complete() {
    super.complete();
    Check.elementwise("activation", activation);
  }
}
