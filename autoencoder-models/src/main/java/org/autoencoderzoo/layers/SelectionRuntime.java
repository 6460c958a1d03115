package org.autoencoderzoo.layers;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.AbstractLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Runtime of {@link SelectionLayer}. */
public class SelectionRuntime extends AbstractLayer<SelectionLayer> {

  private static final long serialVersionUID = 1L;

  private transient INDArray kept;

  /**
   * Creates the runtime of a configuration.
   *
   * @param conf holds a {@link SelectionLayer}
   * @param dataType of the activations
   */
  public SelectionRuntime(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    INDArray h = workspaceMgr.dup(ArrayType.ACTIVATIONS, input, 'c');
    kept =
        training
            ? workspaceMgr
                .createUninitialized(ArrayType.INPUT, h.dataType(), h.shape().clone(), 'c')
                .assign(1)
            : null;
    select(h, kept, training);
    return h;
  }

  private void select(INDArray h, INDArray target, boolean training) {
    for (Selection selection : layerConf().selections()) {
      selection.apply(h, target, maskArray, training, getEpochCount());
    }
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    INDArray result = workspaceMgr.dup(ArrayType.ACTIVATION_GRAD, epsilon, 'c');
    return new Pair<>(new DefaultGradient(), result.muli(kept == null ? keptFrozen() : kept));
  }

  /** The units that were kept by a frozen layer, whose forward pass is always one of inference. */
  private INDArray keptFrozen() {
    INDArray ones = Nd4j.onesLike(input).dup('c');
    select(input.dup('c'), ones, false);
    return ones;
  }

  @Override
  public void setParamsViewArray(INDArray params) {
    // It has none.
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public void clearNoiseWeightParams() {
    // It has no weights.
  }

  @Override
  public void clear() {
    super.clear();
    kept = null;
  }
}
