package org.autoencoderzoo.layers;

import org.nd4j.linalg.api.ndarray.INDArray;

/** The parameters of a layer by name, as a formula reads them. */
@FunctionalInterface
public interface Parameters {

  /**
   * {@return a parameter, not to be modified}
   *
   * @param name as the layer's {@link ParameterShapes} have it
   * @throws IllegalArgumentException if the layer has no such parameter
   */
  INDArray get(String name);
}
