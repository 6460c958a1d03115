package org.autoencoderzoo.corruption;

import java.io.Serializable;
import org.autoencoderzoo.settings.Arguments;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Weights of the features in the loss of a denoising autoencoder: {@code alpha sum_hit L(x_i, y_i)
 * + beta sum_others L(x_i, y_i)} (Vincent, Larochelle, Lajoie, Bengio and Manzagol, "Stacked
 * Denoising Autoencoders", JMLR 2010, section 3.4). The paper's full emphasis is alpha = 1, beta =
 * 0; its double emphasis alpha = 1, beta = 0.5.
 *
 * <p>Give it to the output layer, with the very noise that is the {@code dropOut} of the first
 * layer. That layer must not be frozen: a frozen layer corrupts nothing.
 *
 * @param noise that corrupts the input
 * @param alpha weight of the features that the noise hit, at least 0
 * @param beta weight of the others, at least 0
 */
public record Emphasis(
    @JsonProperty("noise") FeatureNoise noise,
    @JsonProperty("alpha") double alpha,
    @JsonProperty("beta") double beta)
    implements Serializable {

  /**
   * Checks the settings.
   *
   * @param noise that corrupts the input
   * @param alpha weight of the features that the noise hit, at least 0
   * @param beta weight of the others, at least 0
   * @throws IllegalArgumentException if there is no noise, a weight is out of range or both are 0
   */
  public Emphasis {
    Arguments.given("noise", noise);
    Arguments.atLeast("alpha", alpha, 0);
    Arguments.atLeast("beta", beta, 0);
    Arguments.require(alpha > 0 || beta > 0, "alpha", alpha, "above 0 if beta is 0");
  }
}
