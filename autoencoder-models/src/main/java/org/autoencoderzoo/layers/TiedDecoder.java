package org.autoencoderzoo.layers;

import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The decoder with tied weights: {@code z = h W^T + c}, where {@code W} and the visible bias {@code
 * c} belong to a {@link Dense} encoder of the same graph. It owns no parameters, so they are
 * counted, updated and saved once, and stay tied for good; its gradient is added to the encoder's.
 *
 * <p>The output is a pre-activation: follow it with a {@link ReconstructionOutput}. Reads codes
 * {@code [N, nOut of the encoder]}, gives {@code [N, nIn of the encoder]}.
 */
public class TiedDecoder extends GraphVertex {

  private static final long serialVersionUID = 1L;

  private final String encoder;
  private final long size;

  /**
   * Ties a decoder to an encoder.
   *
   * @param encoder name of a {@link Dense} layer of the same graph, built {@code withVisibleBias()}
   * @param size units to reconstruct: the encoder's {@code nIn}
   */
  public TiedDecoder(@JsonProperty("encoder") String encoder, @JsonProperty("size") long size) {
    this.encoder = encoder;
    this.size = size;
  }

  /** {@return the name of the encoder layer} */
  public String getEncoder() {
    return encoder;
  }

  /** {@return how many units the decoder reconstructs} */
  public long getSize() {
    return size;
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
    return new TiedDecoderRuntime(graph, name, index, encoder, networkDataType);
  }

  private void checkEncoder(ComputationGraph graph, String name) {
    GraphVertex vertex = graph.getConfiguration().getVertices().get(encoder);
    String problem;
    if (vertex == null) {
      problem =
          "the graph has no such vertex, only " + graph.getConfiguration().getVertices().keySet();
    } else if (!(unfrozen(vertex) instanceof Dense dense)) {
      problem = "it is no Dense layer";
    } else if (!dense.hasVisibleBias()) {
      problem = "it has no visible bias; build it withVisibleBias()";
    } else if (dense.getNIn() != size) {
      problem = "it has nIn = " + dense.getNIn() + ", this decoder has size = " + size;
    } else if (dense.getWeightNoise() != null) {
      problem = "its weight noise would untie the weights; remove it";
    } else {
      return;
    }
    throw new IllegalArgumentException(
        "Tied decoder \"" + name + "\" cannot use encoder \"" + encoder + "\": " + problem);
  }

  private static Layer unfrozen(GraphVertex vertex) {
    Layer layer =
        vertex instanceof LayerVertex layerVertex ? layerVertex.getLayerConf().getLayer() : null;
    if (layer instanceof FrozenLayer frozen) {
      return frozen.getLayer();
    }
    return layer instanceof FrozenLayerWithBackprop frozen ? frozen.getUnderlying() : layer;
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType... inputs) {
    return InputType.feedForward(size);
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
    return new TiedDecoder(encoder, size);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TiedDecoder that && encoder.equals(that.encoder) && size == that.size;
  }

  @Override
  public int hashCode() {
    return 31 * encoder.hashCode() + Long.hashCode(size);
  }
}
