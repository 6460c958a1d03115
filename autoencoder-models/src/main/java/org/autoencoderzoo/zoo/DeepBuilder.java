package org.autoencoderzoo.zoo;

import org.autoencoderzoo.corruption.SeededDropout;
import org.autoencoderzoo.settings.Arguments;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The settings of a model with hidden layers between its input, its code and its output.
 *
 * @param <B> the builder itself
 */
public interface DeepBuilder<B> {

  /**
   * These settings together.
   *
   * @param dropout fraction of the hidden units to drop
   * @param batchNormalization whether the hidden units are normalized
   */
  record Hidden(
      @JsonProperty("dropout") double dropout,
      @JsonProperty("batchNormalization") boolean batchNormalization) {

    /** Neither of them. */
    public static final Hidden PLAIN = new Hidden(0, false);

    /**
     * Adds a hidden layer to a graph. Normalized before the activation, it is three vertices, of
     * which {@code name} is the first.
     *
     * @param graph to add to
     * @param name of the layer
     * @param layer all but its activation
     * @param activation of the hidden units
     * @param below name of the vertex that it reads
     * @return the name of the vertex that gives the hidden units
     */
    public String add(
        GraphBuilder graph,
        String name,
        BaseLayer.Builder<?> layer,
        Activation activation,
        String below) {
      if (!batchNormalization) {
        graph.addLayer(name, layer.activation(activation).build(), below);
        return name;
      }
      // Clipping would take the steps of the running mean and variance for gradients.
      BatchNormalization normalization =
          new BatchNormalization.Builder()
              .useLogStd(true) // Without, the backward pass of 1.0.0-M2.1 fails.
              .gradientNormalization(GradientNormalization.None)
              .build();
      String normalized = name + "-normalization";
      String activated = name + "-activation";
      graph
          .addLayer(name, layer.activation(Activation.IDENTITY).build(), below)
          .addLayer(normalized, normalization, name)
          .addLayer(
              activated, new ActivationLayer.Builder().activation(activation).build(), normalized);
      return activated;
    }

    /**
     * {@return the dropout for a layer that reads hidden units; null if there is none}
     *
     * @param seed of its draws, another one for each layer
     * @throws IllegalArgumentException if the fraction to drop is out of range
     */
    public IDropout dropOut(long seed) {
      return dropout == 0 ? null : new SeededDropout(dropout, seed);
    }

    /** Refuses a fraction that is out of range. */
    void check() {
      Arguments.require(
          dropout >= 0 && dropout < 1, "dropout", dropout, "at least 0.0 and below 1.0");
    }
  }

  /** {@return the settings so far} */
  Hidden hidden();

  /**
   * Replaces all the settings of this interface.
   *
   * @param hidden the new ones
   * @return this builder
   */
  B hidden(Hidden hidden);

  /**
   * Drops hidden units in training: a layer that reads them gets zero instead of some, and the
   * others larger ({@link SeededDropout}). Input, code and output are not dropped.
   *
   * @param dropout fraction to drop, at least 0 and below 1; 0 by default
   * @return this builder
   */
  default B dropout(double dropout) {
    return hidden(new Hidden(dropout, hidden().batchNormalization));
  }

  /**
   * Normalizes the hidden units before their activation: in training by mean and variance of the
   * batch, at inference by running ones (Ioffe and Szegedy, "Batch Normalization", ICML 2015).
   *
   * @param batchNormalization false by default
   * @return this builder
   */
  default B batchNormalization(boolean batchNormalization) {
    return hidden(new Hidden(hidden().dropout, batchNormalization));
  }
}
