package org.autoencoderzoo.layers;

import static org.autoencoderzoo.layers.VisibleBiasInitializer.VISIBLE_BIAS_KEY;
import static org.deeplearning4j.nn.params.DefaultParamInitializer.WEIGHT_KEY;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.BaseGraphVertex;
import org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Runtime of {@link TiedDecoder}. Three products with the weights a training step. */
public class TiedDecoderRuntime extends BaseGraphVertex {

  private static final long serialVersionUID = 1L;

  private final TiedDecoder conf;
  private transient INDArray derivative;

  TiedDecoderRuntime(
      ComputationGraph graph, String name, int index, TiedDecoder conf, DataType dataType) {
    super(graph, name, index, null, null, dataType);
    this.conf = conf;
  }

  @Override
  public INDArray doForward(boolean training, LayerWorkspaceMgr workspaceMgr) {
    EncoderRuntime<?> layer = unwrapped(encoderLayer());
    INDArray code = RowMajor.of(inputs[0].castTo(dataType));
    LinearMap map = map(layer, code);
    INDArray z = rowMajor(workspaceMgr, ArrayType.ACTIVATIONS, outputShape(map));
    map.applyTransposed(code, layer.getParam(VISIBLE_BIAS_KEY), z);
    IActivation g = conf.getActivation();
    if (!training || g instanceof ActivationIdentity) {
      derivative = null;
      return ActivationDerivative.activate(g, z, training);
    }
    derivative = rowMajor(workspaceMgr, ArrayType.INPUT, z.shape().clone());
    return ActivationDerivative.apply(g, z, derivative);
  }

  private long[] outputShape(LinearMap map) {
    long[] shape = new long[conf.getShape().length + 1];
    shape[0] = inputs[0].size(0);
    System.arraycopy(conf.getShape(), 0, shape, 1, conf.getShape().length);
    if (!Arrays.equals(map.outputShape(shape), inputs[0].shape())) {
      throw new DL4JInvalidInputException(
          "Tied decoder \""
              + vertexName
              + "\" reads a code of shape "
              + Arrays.toString(inputs[0].shape())
              + ", but encoder \""
              + conf.getEncoder()
              + "\" makes "
              + Arrays.toString(map.outputShape(shape))
              + " of inputs of its shape "
              + Arrays.toString(shape));
    }
    return shape;
  }

  @Override
  public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr workspaceMgr) {
    Layer layer = encoderLayer();
    EncoderRuntime<?> encoder = unwrapped(layer);
    INDArray code = RowMajor.of(inputs[0].castTo(dataType));
    LinearMap map = map(encoder, code);
    INDArray delta = derivative == null ? RowMajor.of(epsilon) : derivative.mul(epsilon);
    if (layer == encoder) {
      encoder.addTiedGradient(map, code, delta);
    }
    INDArray codeEpsilon = rowMajor(workspaceMgr, ArrayType.ACTIVATION_GRAD, code.shape().clone());
    // What the encoder multiplies by zero need not be computed.
    INDArray where = readsItsEncoder() ? encoder.whereGradientCounts(code) : null;
    if (where == null) {
      map.apply(delta, codeEpsilon);
    } else {
      map.applyWhereNotZero(delta, where, codeEpsilon);
    }
    return new Pair<>(null, new INDArray[] {codeEpsilon});
  }

  private boolean readsItsEncoder() {
    return List.of(conf.getEncoder())
        .equals(graph.getConfiguration().getVertexInputs().get(vertexName));
  }

  private LinearMap map(EncoderRuntime<?> layer, INDArray code) {
    LinearMap map =
        layer.map(
            layer.getParam(WEIGHT_KEY), shape -> Nd4j.createUninitialized(dataType, shape, 'c'));
    if (readsItsEncoder()) {
      layer.compressedCode().ifPresent(compressed -> map.knows(code, compressed));
    }
    return map;
  }

  private INDArray rowMajor(LayerWorkspaceMgr workspaceMgr, ArrayType type, long... shape) {
    return workspaceMgr.createUninitialized(type, dataType, shape, 'c');
  }

  private Layer encoderLayer() {
    return graph.getLayer(conf.getEncoder());
  }

  /** The encoder itself; a frozen one stands in a wrapper, and then takes no gradient. */
  private static EncoderRuntime<?> unwrapped(Layer layer) {
    return (EncoderRuntime<?>)
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
      throw new IllegalArgumentException("A tied decoder has no parameters");
    }
  }

  @Override
  public String toString() {
    return "TiedDecoder(name=" + vertexName + ", encoder=" + conf.getEncoder() + ")";
  }
}
