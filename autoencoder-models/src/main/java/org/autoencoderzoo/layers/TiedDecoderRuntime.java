package org.autoencoderzoo.layers;

import java.util.Arrays;
import java.util.List;
import org.autoencoderzoo.internal.ops.Operand;
import org.autoencoderzoo.internal.ops.Ops;
import org.autoencoderzoo.layers.TiedEncoder.SharedWeights;
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

  private final String encoder;
  private final long[] shape;
  private final IActivation g;
  private transient SharedWeights weights;

  /** {@code g'(z)}, from forward to backward; null if it is 1. */
  private transient INDArray derivative;

  TiedDecoderRuntime(
      ComputationGraph graph, String name, int index, TiedDecoder conf, DataType dataType) {
    super(graph, name, index, null, null, dataType);
    this.encoder = conf.getEncoder();
    this.shape = conf.getShape();
    this.g = conf.getActivation();
  }

  @Override
  public INDArray doForward(boolean training, LayerWorkspaceMgr workspaceMgr) {
    TiedEncoder shared = encoder();
    INDArray z = rowMajor(workspaceMgr, ArrayType.ACTIVATIONS, outputShape(shared));
    INDArray code = Operand.rowMajor(inputs[0].castTo(dataType));
    weights =
        readsItsEncoder()
            ? shared.sharedWeightsForOutput(code, training, workspaceMgr)
            : shared.sharedWeights(code, training, workspaceMgr);
    weights.decode(z);
    if (!training || g instanceof ActivationIdentity) {
      derivative = null;
      return Ops.get().activate(g, z, training);
    }
    derivative = rowMajor(workspaceMgr, ArrayType.INPUT, z.shape().clone());
    return Ops.get().activate(g, z, derivative);
  }

  private TiedEncoder encoder() {
    Layer named = graph.getLayer(encoder);
    Layer layer = named instanceof BaseWrapperLayer frozen ? frozen.getUnderlying() : named;
    if (layer instanceof TiedEncoder shared) {
      return shared;
    }
    throw new IllegalStateException(
        "Tied decoder \"%s\" cannot use encoder \"%s\": %s makes a runtime %s, which does not implement TiedEncoder; implement it, or extend WeightedLayer"
            .formatted(
                vertexName,
                encoder,
                layer.conf().getLayer().getClass().getName(),
                layer.getClass().getName()));
  }

  private boolean readsItsEncoder() {
    return List.of(encoder).equals(graph.getConfiguration().getVertexInputs().get(vertexName));
  }

  private long[] outputShape(TiedEncoder shared) {
    long[] wanted = new long[shape.length + 1];
    wanted[0] = inputs[0].size(0);
    System.arraycopy(shape, 0, wanted, 1, shape.length);
    long[] codeShape = shared.codeShape(wanted);
    if (!Arrays.equals(codeShape, inputs[0].shape())) {
      throw new DL4JInvalidInputException(
          "Tied decoder \""
              + vertexName
              + "\" reads a code of shape "
              + Arrays.toString(inputs[0].shape())
              + ", but encoder \""
              + encoder
              + "\" makes "
              + Arrays.toString(codeShape)
              + " of inputs of its shape "
              + Arrays.toString(wanted));
    }
    return wanted;
  }

  @Override
  public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr workspaceMgr) {
    INDArray delta = derivative == null ? Operand.rowMajor(epsilon) : derivative.mul(epsilon);
    INDArray ofCode = rowMajor(workspaceMgr, ArrayType.ACTIVATION_GRAD, inputs[0].shape().clone());
    weights.backward(delta, ofCode);
    return new Pair<>(null, new INDArray[] {ofCode});
  }

  private INDArray rowMajor(LayerWorkspaceMgr workspaceMgr, ArrayType type, long... dimensions) {
    return workspaceMgr.createUninitialized(type, dataType, dimensions, 'c');
  }

  @Override
  public void clear() {
    super.clear();
    weights = null;
    derivative = null;
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
    return "TiedDecoder(name=" + vertexName + ", encoder=" + encoder + ")";
  }
}
