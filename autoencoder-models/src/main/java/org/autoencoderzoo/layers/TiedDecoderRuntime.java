package org.autoencoderzoo.layers;

import static org.autoencoderzoo.layers.VisibleBiasInitializer.VISIBLE_BIAS_KEY;
import static org.deeplearning4j.nn.params.DefaultParamInitializer.WEIGHT_KEY;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.autoencoderzoo.internal.ops.Operand;
import org.autoencoderzoo.internal.ops.Ops;
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
    LinearMap map = layer.map(layer.getParam(WEIGHT_KEY));
    INDArray z = rowMajor(workspaceMgr, ArrayType.ACTIVATIONS, outputShape(map));
    map.applyTransposed(code(layer), layer.getParam(VISIBLE_BIAS_KEY), z);
    IActivation g = conf.getActivation();
    if (!training || g instanceof ActivationIdentity) {
      derivative = null;
      return Ops.get().activate(g, z, training);
    }
    derivative = rowMajor(workspaceMgr, ArrayType.INPUT, z.shape().clone());
    return Ops.get().activate(g, z, derivative);
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
    Operand code = code(encoder);
    LinearMap map = encoder.map(encoder.getParam(WEIGHT_KEY));
    Operand delta =
        Operand.of(derivative == null ? Operand.rowMajor(epsilon) : derivative.mul(epsilon));
    if (layer == encoder) {
      encoder.addTiedGradient(map, code, delta);
    }
    INDArray codeEpsilon =
        rowMajor(workspaceMgr, ArrayType.ACTIVATION_GRAD, inputs[0].shape().clone());
    // What the encoder multiplies by zero need not be computed.
    Optional<Operand> where = readsItsEncoder() ? encoder.whereGradientCounts() : Optional.empty();
    if (where.isPresent()) {
      map.applyWhereNotZero(delta, where.get(), codeEpsilon);
    } else {
      map.apply(delta, null, codeEpsilon);
    }
    return new Pair<>(null, new INDArray[] {codeEpsilon});
  }

  private boolean readsItsEncoder() {
    return List.of(conf.getEncoder())
        .equals(graph.getConfiguration().getVertexInputs().get(vertexName));
  }

  private Operand code(EncoderRuntime<?> layer) {
    Optional<Operand> known = readsItsEncoder() ? layer.compressedCode() : Optional.empty();
    return known.orElseGet(() -> Operand.of(Operand.rowMajor(inputs[0].castTo(dataType))));
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
