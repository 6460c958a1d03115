package org.autoencoderzoo.benchmarks;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** A network on libtorch that {@link TorchStep} can train. */
interface TorchModel {

  /** What to train, the weights of the first layer first. */
  List<NDArray> parameters();

  /**
   * Puts other arrays in the parameters' places.
   *
   * @param parameters in the order of {@link #parameters}
   */
  void setParameters(List<NDArray> parameters);

  /** The loss, averaged over the examples, and the penalty if there is one. */
  NDArray loss(NDArray x);

  /** The gradient of the first layer's weights, in the order of the start values. */
  float[] inStartOrder(NDArray firstGradient);
}
