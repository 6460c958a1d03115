package org.autoencoderzoo.layers;

import java.util.Collection;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A layer of which some settings serve the training of an autoencoder only. */
public interface AutoencoderLayer {

  /**
   * {@return a copy for a trained encoder that is used on its own: without penalties, the bias of
   * the visible units, and whatever selects units in training only}
   */
  Layer afterTraining();

  /**
   * {@return what the layer that {@link #afterTraining()} gives has of a parameter of this one}
   *
   * @param parameter its name, which that layer has, too
   * @param value of this layer
   */
  default INDArray afterTraining(String parameter, INDArray value) {
    return value;
  }

  /**
   * Gives a new runtime its listeners and parameters, as {@link Layer#instantiate} must.
   *
   * @param <L> kind of runtime
   * @param runtime what {@code instantiate} made of its configuration
   * @param listeners as they were given
   * @param index of the layer
   * @param parameters all of the layer's, in one row; null if it has none
   * @param initialize whether they are to be drawn
   * @return the runtime
   */
  static <L extends org.deeplearning4j.nn.api.Layer> L ready(
      L runtime,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize) {
    runtime.setListeners(listeners);
    runtime.setIndex(index);
    runtime.setParamsViewArray(parameters);
    runtime.setParamTable(
        runtime.conf().getLayer().initializer().init(runtime.conf(), parameters, initialize));
    return runtime;
  }
}
