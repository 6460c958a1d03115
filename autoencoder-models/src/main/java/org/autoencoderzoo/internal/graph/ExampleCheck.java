package org.autoencoderzoo.internal.graph;

import java.util.Arrays;
import java.util.List;
import org.autoencoderzoo.layers.Frozen;
import org.autoencoderzoo.losses.ColumnsLoss;
import org.autoencoderzoo.losses.ReconstructionLoss;
import org.autoencoderzoo.settings.Arguments;
import org.autoencoderzoo.settings.InputCheck;
import org.autoencoderzoo.training.Batch;
import org.autoencoderzoo.training.Examples;
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

  /** The units of each category; empty if there is none. */
  private final int[][] groups;

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
    this.groups = loss instanceof ColumnsLoss ofColumns ? ofColumns.groups() : new int[0][];
  }

  /**
   * Refuses columns whose rows the network does not read. A network whose loss knows no categories
   * may take any.
   *
   * @param width units of a row
   * @param categories units of each, {@code {first, end}}
   * @throws IllegalArgumentException with the reason
   */
  public void checkColumns(int width, int[][] categories) {
    Arguments.check(
        shape.length == 1 && shape[0] == width,
        "The columns have %d units, but the network reads examples of shape %s",
        width,
        Arrays.toString(shape));
    Arguments.check(
        groups.length == 0 || Arrays.deepEquals(groups, categories),
        "The columns have categories in the units %s, but the network's loss in %s",
        Arrays.deepToString(categories),
        Arrays.deepToString(groups));
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
    return target(what, x, 0);
  }

  private INDArray target(String what, INDArray x, long first) {
    InputCheck.shape(what, x, shape);
    InputCheck.notEmpty("x", x);
    if (needsUnitInterval) {
      return InputCheck.unitInterval(what, x.castTo(type), first);
    }
    INDArray typed = InputCheck.finite(what, x, type, first);
    InputCheck.shares(what, typed, first, groups);
    return typed;
  }

  /**
   * Weights of the values of examples.
   *
   * @param mask of the shape of x
   * @param x examples
   * @return the same weights in the network's type; not a copy if they have it already
   * @throws IllegalArgumentException if they have another shape, or one is negative or not finite
   */
  public INDArray mask(INDArray mask, INDArray x) {
    InputCheck.shape("weights of the mask", mask, shape);
    Arguments.check(
        mask.size(0) == x.size(0),
        "The mask has %d rows, but there are %d examples",
        mask.size(0),
        x.size(0));
    return InputCheck.notNegative("weights of the mask", mask, type);
  }

  /**
   * What is to be learned from: arrays are checked at once, streams as they are read.
   *
   * @param what the examples are, in the plural, for what is said of unusable ones
   * @param examples to check
   * @return the same examples in the network's type; they throw IllegalArgumentException, now or as
   *     they are read, if they have another shape, or hold a value that is not finite, or a target
   *     that the loss cannot take
   */
  public Examples checked(String what, Examples examples) {
    return examples.map((batch, first) -> checked(what, batch, first));
  }

  private Batch checked(String what, Batch batch, long first) {
    INDArray input;
    INDArray target;
    if (batch.isItsOwnTarget()) {
      input = target(what, batch.input(), first);
      target = input;
    } else {
      InputCheck.shape(what, batch.input(), shape);
      input = InputCheck.finite(what, batch.input(), type, first);
      Arguments.check(
          batch.target().equalShapes(input),
          "The targets of the %s have shape %s, expected that of the inputs, %s; if they are"
              + " classes, take Examples.inputsOf(iterator)",
          what,
          Arrays.toString(batch.target().shape()),
          Arrays.toString(input.shape()));
      target = target("targets of the " + what, batch.target(), first);
    }
    return new Batch(input, target, batch.inputMask(), weights(what, batch, first));
  }

  private INDArray weights(String what, Batch batch, long first) {
    INDArray mask = batch.targetMask();
    if (mask == null) {
      return null;
    }
    boolean isOfRows = mask.rank() == 2 && mask.size(1) == 1;
    Arguments.check(
        isOfRows || mask.equalShapes(batch.target()),
        "The masks of the %s have shape %s, expected [N, 1], or the shape of the targets, %s",
        what,
        Arrays.toString(mask.shape()),
        Arrays.toString(batch.target().shape()));
    return InputCheck.notNegative("masks of the " + what, mask, type, first);
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
