package org.autoencoderzoo;

import java.util.List;
import java.util.Map;
import org.autoencoderzoo.layers.Frozen;
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

/**
 * The shapes of what an autoencoder's vertices give for one example. Deeplearning4j's configuration
 * does not keep how large the images are that a network reads; but the reconstruction is as large,
 * and its decoder knows.
 */
final class GraphShapes {

  private final ComputationGraphConfiguration conf;
  private final InputType input;

  GraphShapes(ComputationGraphConfiguration conf) {
    this.conf = conf;
    this.input = inputType();
  }

  /** {@code [D]}, or {@code [C, H, W]}. */
  long[] input() {
    return input.getShape();
  }

  /** What a vertex gives. */
  InputType of(String vertex) {
    return typeOf(vertex, input);
  }

  private InputType inputType() {
    for (Map.Entry<String, List<String>> reader : conf.getVertexInputs().entrySet()) {
      GraphVertex vertex = conf.getVertices().get(reader.getKey());
      if (reader.getValue().contains(Autoencoder.INPUT) && vertex instanceof LayerVertex layer) {
        if (layer.getPreProcessor() instanceof FeedForwardToCnnPreProcessor images) {
          return InputType.convolutional(
              images.getInputHeight(), images.getInputWidth(), images.getNumChannels());
        }
        if (isOfRows(unfrozen(layer))) {
          return InputType.feedForward(((FeedForwardLayer) unfrozen(layer)).getNIn());
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
    if (vertex instanceof LayerVertex layerVertex) {
      Layer layer = unfrozen(layerVertex);
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

  private static Layer unfrozen(LayerVertex vertex) {
    return Frozen.underlying(vertex.getLayerConf().getLayer());
  }
}
