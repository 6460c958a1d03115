package org.autoencoderzoo.zoo;

import org.autoencoderzoo.settings.Arguments;
import org.nd4j.linalg.activations.Activation;

/**
 * The settings of every model of images whose code is the feature maps of one convolution, {@code
 * filters} of them, each of {@code height / stride} by {@code width / stride} units.
 *
 * @param <B> the builder itself
 */
public abstract class FeatureMapBuilder<B extends FeatureMapBuilder<B>> extends ImageBuilder<B> {

  int filters = 16;
  Activation activation = Activation.SIGMOID;
  boolean tied = true;

  FeatureMapBuilder() {
    kernel = 7;
    learningRate = 0.01;
  }

  /**
   * Sets the number of feature maps.
   *
   * @param filters at least 1; the default is the model's
   * @return this builder
   */
  public B filters(int filters) {
    this.filters = filters;
    return self();
  }

  /**
   * Sets the activation of the code units.
   *
   * @param activation an elementwise activation; the default is the model's
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
  int levels() {
    return 1;
  }

  @Override
  void complete() {
    super.complete();
    Arguments.between("filters", filters, 1, 4096);
    Check.elementwise("activation", activation);
  }
}
