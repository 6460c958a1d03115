package org.autoencoderzoo.layers;

import static org.autoencoderzoo.layers.VisibleBiasInitializer.VISIBLE_BIAS_KEY;
import static org.deeplearning4j.nn.params.DefaultParamInitializer.WEIGHT_KEY;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.BaseGraphVertex;
import org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Runtime of {@link TiedDecoder}. Three matrix products a training step, none of them repeated. */
public class TiedDecoderRuntime extends BaseGraphVertex {

  private static final long serialVersionUID = 1L;

  private final String encoder;

  TiedDecoderRuntime(
      ComputationGraph graph, String name, int index, String encoder, DataType dataType) {
    super(graph, name, index, null, null, dataType);
    this.encoder = encoder;
  }

  @Override
  public INDArray doForward(boolean training, LayerWorkspaceMgr workspaceMgr) {
    INDArray code = inputs[0];
    DenseRuntime layer = unwrapped(encoderLayer());
    INDArray w = layer.getParam(WEIGHT_KEY);
    INDArray z =
        workspaceMgr.createUninitialized(
            ArrayType.ACTIVATIONS, dataType, new long[] {code.size(0), w.size(0)}, 'c');
    Nd4j.gemm(code.castTo(dataType), w, z, false, true, 1, 0);
    return z.addiRowVector(layer.getParam(VISIBLE_BIAS_KEY));
  }

  @Override
  public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr workspaceMgr) {
    INDArray code = inputs[0].castTo(dataType);
    Layer layer = encoderLayer();
    DenseRuntime dense = unwrapped(layer);
    if (layer == dense) {
      dense.addTiedGradient(code, epsilon);
    }
    INDArray codeEpsilon =
        workspaceMgr.createUninitialized(
            ArrayType.ACTIVATION_GRAD, dataType, code.shape().clone(), 'c');
    Nd4j.gemm(epsilon, dense.getParam(WEIGHT_KEY), codeEpsilon, false, false, 1, 0);
    return new Pair<>(null, new INDArray[] {codeEpsilon});
  }

  private Layer encoderLayer() {
    return graph.getLayer(encoder);
  }

  /** The encoder itself; a frozen one stands in a wrapper, and then takes no gradient. */
  private static DenseRuntime unwrapped(Layer layer) {
    return (DenseRuntime)
        (layer instanceof BaseWrapperLayer frozen ? frozen.getUnderlying() : layer);
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArrays(
      INDArray[] maskArrays, MaskState currentMaskState, int minibatchSize) {
    return maskArrays == null || maskArrays.length == 0
        ? null
        : new Pair<>(maskArrays[0], currentMaskState);
  }

  @Override
  public boolean hasLayer() {
    return false;
  }

  @Override
  public Layer getLayer() {
    return null;
  }

  @Override
  public void setBackpropGradientsViewArray(INDArray view) {
    if (view != null) {
      throw new IllegalArgumentException("A tied decoder has no parameters of its own");
    }
  }

  @Override
  public String toString() {
    return "TiedDecoder(name=" + vertexName + ", encoder=" + encoder + ")";
  }
}
