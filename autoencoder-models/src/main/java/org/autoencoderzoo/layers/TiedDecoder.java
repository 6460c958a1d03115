package org.autoencoderzoo.layers;

import java.util.Arrays;
import java.util.Objects;
import org.autoencoderzoo.settings.Arguments;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The decoder with tied weights, {@code y = g(W^T h + c)}: the weights {@code W} and the visible
 * bias {@code c} belong to an encoder of the same graph: any {@link EncoderLayer}, such as {@link
 * Dense} or {@link Convolution}, whose runtime is a {@link TiedEncoder}. It owns no parameters, so
 * they are counted, updated and saved once, and stay tied for good; its gradient is added to the
 * encoder's. For a convolution {@code W^T} is the transposed convolution.
 *
 * <p>Reads codes of the shape of the encoder's output, and gives reconstructions of the shape of
 * its input, which is kept in the configuration: a stride loses how large the image was. Without an
 * activation the result is a pre-activation: follow it with a {@link ReconstructionOutput}. With
 * one, decoders can be stacked as their encoders are.
 */
public class TiedDecoder extends GraphVertex {

  private static final long serialVersionUID = 1L;

  private final String encoder;
  private final long[] shape;
  private final IActivation activation;

  /**
   * Ties a linear decoder to an encoder.
   *
   * @param encoder name of a layer of the same graph, built {@code withVisibleBias()}
   * @param shape of one example that the encoder reads: {@code nIn}, or {@code channels, height,
   *     width}
   * @throws IllegalArgumentException if an argument is null or the shape is neither
   */
  public TiedDecoder(String encoder, long... shape) {
    this(encoder, shape, new ActivationIdentity());
  }

  /**
   * Ties a decoder to an encoder.
   *
   * @param encoder name of a layer of the same graph, built {@code withVisibleBias()}
   * @param shape of one example that the encoder reads: {@code nIn}, or {@code channels, height,
   *     width}
   * @param activation g, elementwise
   * @throws IllegalArgumentException if an argument is null, the shape is neither, or the
   *     activation is not elementwise
   */
  public TiedDecoder(
      @JsonProperty("encoder") String encoder,
      @JsonProperty("shape") long[] shape,
      @JsonProperty("activation") IActivation activation) {
    Arguments.given("encoder", encoder);
    Arguments.given("shape", shape);
    Arguments.require(
        shape.length == 1 || shape.length == 3,
        "shape",
        Arrays.toString(shape),
        "nIn, or channels, height and width of the encoder's input");
    EncoderSettings.checkElementwise(activation);
    this.encoder = encoder;
    this.shape = shape.clone();
    this.activation = activation;
  }

  /** {@return the name of the encoder layer} */
  public String getEncoder() {
    return encoder;
  }

  /** {@return the shape of one reconstruction} */
  public long[] getShape() {
    return shape.clone();
  }

  /** {@return the activation of the reconstruction} */
  public IActivation getActivation() {
    return activation;
  }

  @Override
  public org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
      ComputationGraph graph,
      String name,
      int index,
      INDArray paramsView,
      boolean initializeParams,
      DataType networkDataType) {
    checkEncoder(graph, name);
    return new TiedDecoderRuntime(graph, name, index, this, networkDataType);
  }

  private void checkEncoder(ComputationGraph graph, String name) {
    GraphVertex vertex = graph.getConfiguration().getVertices().get(encoder);
    Layer named =
        vertex instanceof LayerVertex layerVertex
            ? Frozen.underlying(layerVertex.getLayerConf().getLayer())
            : null;
    if (vertex == null) {
      throw refused(
          name,
          "the graph has no such vertex, only " + graph.getConfiguration().getVertices().keySet());
    }
    if (!(named instanceof EncoderLayer layer)) {
      Object part = named == null ? vertex : named;
      throw refused(
          name,
          "it is a "
              + part.getClass().getName()
              + ", which is no EncoderLayer; use Dense or Convolution, or a layer of your own that"
              + " extends WeightedLayer");
    }
    if (!layer.settings().visibleBias()) {
      throw refused(name, "it has no visible bias; build it withVisibleBias()");
    }
    try {
      layer.checkExample(shape);
    } catch (IllegalArgumentException e) {
      throw refused(name, e.getMessage() + ", this decoder's shape is " + Arrays.toString(shape));
    }
    if (named instanceof BaseLayer base && base.getWeightNoise() != null) {
      throw refused(name, "its weight noise would untie the weights; remove it");
    }
  }

  private IllegalArgumentException refused(String name, String problem) {
    return new IllegalArgumentException(
        "Tied decoder \"" + name + "\" cannot use encoder \"" + encoder + "\": " + problem);
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType... inputs) {
    return shape.length == 1
        ? InputType.feedForward(shape[0])
        : InputType.convolutional(shape[1], shape[2], shape[0]);
  }

  @Override
  public MemoryReport getMemoryReport(InputType... inputs) {
    return new LayerMemoryReport.Builder(
            null, TiedDecoder.class, inputs[0], getOutputType(-1, inputs))
        .standardMemory(0, 0)
        .workingMemory(0, 0, 0, 0)
        .cacheMemory(0, 0)
        .build();
  }

  @Override
  public long numParams(boolean backprop) {
    return 0;
  }

  @Override
  public int minVertexInputs() {
    return 1;
  }

  @Override
  public int maxVertexInputs() {
    return 1;
  }

  @Override
  public TiedDecoder clone() {
    return new TiedDecoder(encoder, shape, activation);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TiedDecoder that
        && encoder.equals(that.encoder)
        && Arrays.equals(shape, that.shape)
        && activation.equals(that.activation);
  }

  @Override
  public int hashCode() {
    return Objects.hash(encoder, Arrays.hashCode(shape), activation);
  }
}
