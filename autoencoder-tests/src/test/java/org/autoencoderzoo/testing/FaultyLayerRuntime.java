package org.autoencoderzoo.testing;

import static org.deeplearning4j.nn.params.DefaultParamInitializer.BIAS_KEY;
import static org.deeplearning4j.nn.params.DefaultParamInitializer.WEIGHT_KEY;

import java.nio.DoubleBuffer;
import org.autoencoderzoo.testing.FaultyLayer.Fault;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.feedforward.dense.DenseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Runtime of {@link FaultyLayer}. */
class FaultyLayerRuntime extends DenseLayer {

  private static final long serialVersionUID = 1L;

  private int batches;

  FaultyLayerRuntime(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  private FaultyLayer settings() {
    return (FaultyLayer) layerConf();
  }

  private boolean has(Fault fault) {
    return settings().getFault() == fault;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    if (has(Fault.INPUT_CHANGED)) {
      input.muli(0.9);
    }
    if (has(Fault.PARAMETERS_CHANGED)) {
      getParam(BIAS_KEY).addi(1e-3);
    }
    INDArray h = super.activate(training, workspaces).muli(settings().getScale());
    if (has(Fault.STATE_KEPT)) {
      h.muli(1 + 0.1 * batches++);
    }
    if (has(Fault.NOISE_AT_INFERENCE) && !training) {
      h.addi(Nd4j.rand(h.dataType(), h.shape()));
    }
    if (has(Fault.FLOAT_READ_AS_DOUBLE)) {
      DoubleBuffer raw = h.data().asNioDouble();
      raw.put(0, raw.get((int) h.length() - 1));
    }
    return has(Fault.WRONG_WORKSPACE) ? workspaces.dup(ArrayType.FF_WORKING_MEM, h) : h;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    Pair<Gradient, INDArray> gradients =
        super.backpropGradient(epsilon.mul(settings().getScale()), workspaces);
    INDArray ofWeights = gradientViews.get(WEIGHT_KEY);
    switch (settings().getFault()) {
      case WEIGHT_GRADIENT_DOUBLED -> ofWeights.muli(2);
      case WEIGHT_GRADIENT_AVERAGED -> ofWeights.divi(input.size(0));
      case EPSILON_OF_WRONG_SIGN -> gradients.getSecond().negi();
      case EPSILON_NOT_WRITTEN -> gradients.getSecond().assign(0);
      case MASK_IGNORED -> {
        if (maskArray != null) {
          // As if the row that is left out had the mean gradient of the others.
          ofWeights.muli(input.size(0) / maskArray.sumNumber().doubleValue());
        }
      }
      default -> {}
    }
    return gradients;
  }
}
