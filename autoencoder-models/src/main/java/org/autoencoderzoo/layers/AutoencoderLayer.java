package org.autoencoderzoo.layers;

import org.deeplearning4j.nn.conf.layers.Layer;

/** A layer of which some settings serve the training of an autoencoder only. */
public interface AutoencoderLayer {

  /**
   * {@return a copy for a trained encoder that is used on its own: without penalties, the bias of
   * the visible units, and whatever selects units in training only}
   */
  Layer afterTraining();
}
