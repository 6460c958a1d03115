package org.autoencoderzoo;

import java.util.List;
import java.util.Map;
import org.autoencoderzoo.layers.TiedDecoder;
import org.autoencoderzoo.layers.TransposedConvolution;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer;

/**
 * The shapes of what an autoencoder's vertices give for one example. Deeplearning4j's configuration
 * does not keep how large the images are that a network reads; but the reconstruction is as large,
 * and its decoder knows.
 */
final class GraphShapes {

  private final ComputationGraph network;
  private final ComputationGraphConfiguration conf;
  private final InputType input;

  GraphShapes(ComputationGraph network) {
    this.network = network;
    this.conf = network.getConfiguration();
    this.input = inputType();
  }

  /** {@code [D]}, or {@code [C, H, W]}. */
  long[] input() {
    return input.getShape();
  }

  /** The same of what a vertex gives. */
  long[] of(String vertex) {
    return typeOf(vertex, input).getShape();
  }

  private InputType inputType() {
    for (Map.Entry<String, List<String>> reader : conf.getVertexInputs().entrySet()) {
      GraphVertex vertex = conf.getVertices().get(reader.getKey());
      if (reader.getValue().contains(Autoencoder.INPUT) && vertex instanceof LayerVertex layer) {
        if (layer.getPreProcessor() instanceof FeedForwardToCnnPreProcessor images) {
          return InputType.convolutional(
              images.getInputHeight(), images.getInputWidth(), images.getNumChannels());
        }
        if (isOfRows(layer(reader.getKey()))) {
          return InputType.feedForward(((FeedForwardLayer) layer(reader.getKey())).getNIn());
        }
      }
    }
    return typeOf(Autoencoder.RECONSTRUCTION, null);
  }

  /**
   * What a vertex gives.
   *
   * @param input what the network reads, or null where that is the question
   */
  private InputType typeOf(String name, InputType input) {
    if (name.equals(Autoencoder.INPUT)) {
      if (input == null) {
        throw new IllegalArgumentException(
            "How large the images are cannot be told from the decoder: let it have a"
                + " TransposedConvolution or a TiedDecoder, or build the graph with"
                + " setInputTypes(InputType.convolutionalFlat(height, width, channels))");
      }
      return input;
    }
    GraphVertex vertex = conf.getVertices().get(name);
    if (vertex instanceof TiedDecoder decoder) {
      return decoder.getOutputType(0);
    }
    if (vertex instanceof LayerVertex) {
      Layer layer = layer(name);
      if (layer instanceof TransposedConvolution decoder) {
        return decoder.getOutputType(0, null);
      }
      if (isOfRows(layer) && ((FeedForwardLayer) layer).getNOut() > 0) {
        return InputType.feedForward(((FeedForwardLayer) layer).getNOut());
      }
    }
    return vertex.getOutputType(
        0,
        conf.getVertexInputs().get(name).stream()
            .map(below -> typeOf(below, input))
            .toArray(InputType[]::new));
  }

  /** Batch normalization reads either. */
  private static boolean isOfRows(Layer layer) {
    return layer instanceof FeedForwardLayer
        && !(layer instanceof ConvolutionLayer)
        && !(layer instanceof BatchNormalization);
  }

  /** The configuration of a layer, be it frozen or not. */
  private Layer layer(String name) {
    var layer = network.getLayer(name);
    var inner = layer instanceof BaseWrapperLayer frozen ? frozen.getUnderlying() : layer;
    return inner.conf().getLayer();
  }
}
