package org.autoencoderzoo.layers;

import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer;

/** Layers that Deeplearning4j's transfer learning has wrapped, so that they no longer learn. */
public final class Frozen {

  private Frozen() {}

  /**
   * Takes the wrapping off.
   *
   * @param layer any layer, or null
   * @return the layer that a frozen one holds, or the layer itself
   */
  public static Layer underlying(Layer layer) {
    if (layer instanceof FrozenLayer frozen) {
      return frozen.getLayer();
    }
    return layer instanceof FrozenLayerWithBackprop frozen ? frozen.getUnderlying() : layer;
  }

  /**
   * Takes the wrapping off.
   *
   * @param layer any layer of a network, or null
   * @return the layer that a frozen one holds, or the layer itself
   */
  public static org.deeplearning4j.nn.api.Layer underlying(org.deeplearning4j.nn.api.Layer layer) {
    return layer instanceof BaseWrapperLayer frozen ? frozen.getUnderlying() : layer;
  }
}
