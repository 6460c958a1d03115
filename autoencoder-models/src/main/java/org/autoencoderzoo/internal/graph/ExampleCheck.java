package org.autoencoderzoo.internal.graph;

import java.util.List;
import org.autoencoderzoo.layers.Frozen;
import org.autoencoderzoo.losses.ReconstructionLoss;
import org.autoencoderzoo.settings.InputCheck;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossFMeasure;
import org.nd4j.linalg.lossfunctions.impl.LossKLD;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMultiLabel;

/** Refuses examples that an autoencoder cannot read, or whose loss has no meaning. */
public final class ExampleCheck {

  /** Losses of Deeplearning4j that take the target for probabilities; ours say it themselves. */
  private static final List<Class<? extends ILossFunction>> OF_PROBABILITIES =
      List.of(
          LossBinaryXENT.class,
          LossFMeasure.class,
          LossKLD.class,
          LossMCXENT.class, // LossNegativeLogLikelihood is one.
          LossMultiLabel.class);

  private final long[] shape;
  private final DataType type;
  private final boolean needsUnitInterval;

  /**
   * Looks at what the network reads.
   *
   * @param conf of a network that was checked
   * @param shape of one example
   */
  public ExampleCheck(ComputationGraphConfiguration conf, long[] shape) {
    this.shape = shape;
    this.type = conf.getDataType();
    ILossFunction loss = lossFunction(conf);
    this.needsUnitInterval =
        loss instanceof ReconstructionLoss ours
            ? ours.needsUnitInterval()
            : OF_PROBABILITIES.stream().anyMatch(type -> type.isInstance(loss));
  }

  /**
   * What only passes through the network; the loss, which may have no meaning there, is not asked.
   *
   * @param x examples, any number of them
   * @return the same examples in the network's type; not a copy if they have it already
   * @throws IllegalArgumentException if they have another shape or hold a value that is not finite
   */
  public INDArray input(INDArray x) {
    InputCheck.shape("examples", x, shape);
    return InputCheck.finite("examples", x, type);
  }

  /**
   * What is to be reconstructed, and so is compared by the loss: at least one example.
   *
   * @param x examples, at least one
   * @return the same examples in the network's type; not a copy if they have it already, and no
   *     rounding has to be clipped
   * @throws IllegalArgumentException if there are none, they have another shape, or hold a value
   *     that is not finite or that the loss cannot take
   */
  public INDArray target(INDArray x) {
    return target("examples", x);
  }

  /**
   * As {@link #target(INDArray)}.
   *
   * @param what the examples are, in the plural, for what is said of unusable ones
   * @param x examples, at least one
   * @return as there
   * @throws IllegalArgumentException as there
   */
  public INDArray target(String what, INDArray x) {
    InputCheck.shape(what, x, shape);
    InputCheck.notEmpty("x", x);
    return needsUnitInterval
        ? InputCheck.unitInterval(what, x.castTo(type))
        : InputCheck.finite(what, x, type);
  }

  /** Of our own output layer or of one of Deeplearning4j's. */
  private static ILossFunction lossFunction(ComputationGraphConfiguration conf) {
    LayerVertex vertex = (LayerVertex) conf.getVertices().get(VertexNames.RECONSTRUCTION);
    Layer output = Frozen.underlying(vertex.getLayerConf().getLayer());
    if (output instanceof LossLayer lossLayer) {
      return lossLayer.getLossFn();
    }
    return output instanceof BaseOutputLayer outputLayer ? outputLayer.getLossFn() : null;
  }
}
