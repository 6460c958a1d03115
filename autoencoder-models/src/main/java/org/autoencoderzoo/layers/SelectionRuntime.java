package org.autoencoderzoo.layers;

import java.util.Map;
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
  private transient INDArray parameters;
  private transient INDArray gradients;
  private transient Map<String, INDArray> parameterTable = Map.of();

  /** What the selections learn in this step. */
  private transient SelectionState learned = new SelectionState();

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
    INDArray h = workspaceMgr.dup(ArrayType.ACTIVATIONS, input.castTo(dataType), 'c');
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
    learned.apply(layerConf().selections(), layerConf().units(), this, h, target, training);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    INDArray result = workspaceMgr.dup(ArrayType.ACTIVATION_GRAD, epsilon, 'c');
    learned.keep(this);
    return new Pair<>(new DefaultGradient(), result.muli(kept == null ? keptFrozen() : kept));
  }

  /** The units that were kept by a frozen layer, whose forward pass is always one of inference. */
  private INDArray keptFrozen() {
    INDArray x = input.castTo(dataType);
    INDArray ones = Nd4j.onesLike(x).dup('c');
    select(x.dup('c'), ones, false);
    return ones;
  }

  @Override
  public void setParamsViewArray(INDArray params) {
    parameters = params;
  }

  @Override
  public INDArray params() {
    return parameters;
  }

  @Override
  public void setParams(INDArray params) {
    if (params != parameters) {
      parameters.assign(params.reshape(parameters.shape()));
    }
  }

  @Override
  public long numParams() {
    return parameters == null ? 0 : parameters.length();
  }

  @Override
  public void setParamTable(Map<String, INDArray> paramTable) {
    parameterTable = paramTable;
  }

  @Override
  public Map<String, INDArray> paramTable(boolean backpropParamsOnly) {
    return parameterTable;
  }

  @Override
  public INDArray getParam(String parameter) {
    return parameterTable.get(parameter);
  }

  @Override
  public void setParam(String parameter, INDArray value) {
    parameterTable.get(parameter).assign(value);
  }

  @Override
  public void setBackpropGradientsViewArray(INDArray gradients) {
    this.gradients = gradients;
  }

  @Override
  public INDArray getGradientsViewArray() {
    return gradients;
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
