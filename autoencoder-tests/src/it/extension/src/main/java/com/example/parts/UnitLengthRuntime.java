package com.example.parts;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.AbstractLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runtime of UnitLength. */
class UnitLengthRuntime extends AbstractLayer<UnitLength> {

  private static final long serialVersionUID = 1L;

  UnitLengthRuntime(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    INDArray y = workspaceMgr.dup(ArrayType.ACTIVATIONS, input); // returned activations
    return y.diviColumnVector(lengths());
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr mgr) {
    // dL/dx = (epsilon - y (y . epsilon)) / ||x||
    INDArray lengths = lengths();
    INDArray y = input.divColumnVector(lengths);
    INDArray along = y.mul(epsilon).sum(true, 1);
    INDArray result = mgr.dup(ArrayType.ACTIVATION_GRAD, epsilon); // returned gradient
    result.subi(y.muliColumnVector(along)).diviColumnVector(lengths);
    if (maskArray != null) {
      applyMask(result);
    }
    return new Pair<>(new DefaultGradient(), result);
  }

  /** Not zero, even for the rows that a mask has set to zero. */
  private INDArray lengths() {
    return input.norm2(true, 1).addi(1e-12);
  }

  @Override
  public void setParamsViewArray(INDArray params) {}

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public void clearNoiseWeightParams() {}
}
