package org.autoencoderzoo.evaluation;

import java.util.Optional;
import org.autoencoderzoo.layers.EncoderRuntime;
import org.autoencoderzoo.layers.SelectionRuntime;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What one layer of an encoder contributes to the Jacobian, at inference. Deeplearning4j's own
 * backward pass is that of training; it is taken for layers that do the same in training.
 *
 * @param layer one of this library's with weights, or one without parameters and noise
 * @param reshaping brings the input into the layer's shape, or null if it has it
 */
record JacobianFactor(Layer layer, InputPreProcessor reshaping) {

  private static final LayerWorkspaceMgr WORKSPACES = LayerWorkspaceMgr.noWorkspaces();

  /** Empty if the layer cannot be differentiated at inference. */
  static Optional<JacobianFactor> of(Layer layer, InputPreProcessor reshaping) {
    Layer inner = layer instanceof BaseWrapperLayer frozen ? frozen.getUnderlying() : layer;
    boolean onlyReshapes =
        reshaping == null
            || reshaping instanceof CnnToFeedForwardPreProcessor
            || reshaping instanceof FeedForwardToCnnPreProcessor;
    boolean isSameInTraining =
        inner.numParams() == 0
            && inner.conf().getLayer().getIDropout() == null
            && !(inner instanceof SelectionRuntime);
    return onlyReshapes && (inner instanceof EncoderRuntime || isSameInTraining)
        ? Optional.of(new JacobianFactor(inner, reshaping))
        : Optional.empty();
  }

  /** What the layer reads of what the one below gives. */
  INDArray input(INDArray below) {
    return reshaping == null ? below : reshaping.preProcess(below, (int) below.size(0), WORKSPACES);
  }

  INDArray output(INDArray x) {
    return layer instanceof EncoderRuntime<?> ours ? ours.function().output(x) : activated(x);
  }

  /**
   * Goes back from the output to the input.
   *
   * @param x inputs, {@code [N, ...]}
   * @param gradients of the output, several for each example, {@code [N * several, ...]}
   * @return the gradients of the input, {@code [N * several, ...]}
   */
  INDArray back(INDArray x, INDArray gradients) {
    long[] shape = x.shape().clone();
    shape[0] = gradients.size(0);
    long several = gradients.size(0) / x.size(0);
    if (layer instanceof EncoderRuntime<?> ours) {
      INDArray derivative = ours.function().derivative(x);
      long units = derivative.length() / x.size(0);
      INDArray delta =
          derivative
              .reshape('c', x.size(0), 1, units)
              .mul(gradients.reshape('c', x.size(0), several, units));
      long[] deltaShape = derivative.shape().clone();
      deltaShape[0] = gradients.size(0);
      return ours.function().inputGradient(delta.reshape('c', deltaShape), shape);
    }
    INDArray output = activated(x.repeat(0, several));
    INDArray gradient =
        layer.backpropGradient(gradients.reshape('c', output.shape()), WORKSPACES).getSecond();
    layer.clear();
    return gradient.reshape('c', shape);
  }

  /** At inference a layer may overwrite its input. */
  private INDArray activated(INDArray x) {
    layer.setInput(x, WORKSPACES);
    return layer.activate(true, WORKSPACES);
  }
}
