package org.autoencoderzoo;

import org.autoencoderzoo.layers.Frozen;
import org.autoencoderzoo.losses.BernoulliCrossEntropy;
import org.autoencoderzoo.settings.InputCheck;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** Refuses examples that an autoencoder cannot read, or whose loss has no meaning. */
final class ExampleCheck {

  private final long[] shape;
  private final DataType type;
  private final boolean needsUnitInterval;

  ExampleCheck(ComputationGraphConfiguration conf, long[] shape) {
    this.shape = shape;
    this.type = conf.getDataType();
    this.needsUnitInterval = lossFunction(conf) instanceof BernoulliCrossEntropy;
  }

  /**
   * What only passes through the network; the loss, which may have no meaning there, is not asked.
   *
   * @return the same examples in the network's type; not a copy if they have it already
   */
  INDArray input(INDArray x) {
    InputCheck.shape("examples", x, shape);
    return InputCheck.finite("examples", x, type);
  }

  /**
   * What is to be reconstructed, and so is compared by the loss.
   *
   * @return the same examples in the network's type; not a copy if they have it already
   */
  INDArray target(INDArray x) {
    InputCheck.shape("examples", x, shape);
    if (!needsUnitInterval) {
      return InputCheck.finite("examples", x, type);
    }
    INDArray typed = x.castTo(type);
    InputCheck.unitInterval(typed);
    return typed;
  }

  /** Of our own output layer or of one of Deeplearning4j's. */
  private static ILossFunction lossFunction(ComputationGraphConfiguration conf) {
    LayerVertex vertex = (LayerVertex) conf.getVertices().get(Autoencoder.RECONSTRUCTION);
    Layer output = Frozen.underlying(vertex.getLayerConf().getLayer());
    if (output instanceof LossLayer lossLayer) {
      return lossLayer.getLossFn();
    }
    return output instanceof BaseOutputLayer outputLayer ? outputLayer.getLossFn() : null;
  }
}
