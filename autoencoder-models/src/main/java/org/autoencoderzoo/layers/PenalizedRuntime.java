package org.autoencoderzoo.layers;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What runtimes of layers with penalties, selections and masks have in common, whatever their
 * formula is.
 *
 * @param <C> the layer's configuration
 */
abstract class PenalizedRuntime<
        C extends org.deeplearning4j.nn.conf.layers.BaseLayer & EncoderLayer>
    extends BaseLayer<C> implements TiedEncoder {

  private static final long serialVersionUID = 1L;

  /** Outlives {@link #clear}: a network of layers in a row clears them before it asks. */
  private transient double penalty;

  private transient SelectionState learned = new SelectionState();

  PenalizedRuntime(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  /** Keeps the penalties' value of a forward pass for the score. */
  void setPenalty(double value) {
    penalty = value;
  }

  /** Multiplies a code, and its derivative if it is not null, by s. */
  INDArray selected(INDArray h, INDArray derivative, boolean training, SelectionState learned) {
    List<Selection> selections = layerConf().settings().selections();
    learned.apply(selections, layerConf().getNOut(), this, h, derivative, training);
    return h;
  }

  /** What the selections learn in this step; {@code keep} it at the end of backward. */
  SelectionState learned() {
    return learned;
  }

  /** Sets the examples to zero that do not count. */
  void mask(INDArray perExample) {
    if (maskArray != null) {
      applyMask(perExample);
    }
  }

  @Override
  protected void applyMask(INDArray to) {
    if (to.rank() == 2) {
      super.applyMask(to);
    } else {
      to.muli(maskArray.castTo(to.dataType()).reshape(maskArray.size(0), 1, 1, 1));
    }
  }

  /** What the gradient of penalties is multiplied by: the updater divides it again. */
  double penaltyScale() {
    return conf().isMiniBatch() ? input.size(0) : 1;
  }

  /** Weight decay and the penalties' value of the last forward pass. */
  @Override
  public double calcRegularizationScore(boolean backpropParamsOnly) {
    return super.calcRegularizationScore(backpropParamsOnly) + penalty;
  }

  INDArray rowMajor(LayerWorkspaceMgr workspaces, ArrayType type, long[] shape) {
    return workspaces.createUninitialized(type, dataType, shape, 'c');
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }
}
