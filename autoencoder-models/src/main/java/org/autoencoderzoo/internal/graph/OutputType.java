package org.autoencoderzoo.internal.graph;

import java.util.Arrays;
import java.util.Objects;
import org.autoencoderzoo.layers.Frozen;
import org.autoencoderzoo.layers.TiedDecoder;
import org.autoencoderzoo.layers.TransposedConvolution;
import org.autoencoderzoo.layers.WeightedImageLayer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.FrozenVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeFeedForward;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;

/**
 * What one vertex of a graph gives for one example: what Deeplearning4j says, where it is right.
 */
final class OutputType {

  private OutputType() {}

  /**
   * What a vertex gives.
   *
   * @throws RuntimeException of many kinds, if it cannot read such inputs
   */
  static InputType of(GraphVertex vertex, InputType... inputs) {
    if (vertex instanceof FrozenVertex frozen) {
      return of(frozen.getUnderlying(), inputs);
    }
    if (vertex instanceof LayerVertex layerVertex) {
      InputType read = preprocessed(layerVertex.getPreProcessor(), inputs[0]);
      Layer layer = Frozen.underlying(layerVertex.getLayerConf().getLayer());
      check(layer, read);
      return layer instanceof LossLayer ? read : layer.getOutputType(0, read);
    }
    if (vertex instanceof SubsetVertex subset
        && inputs[0] instanceof InputTypeConvolutional images) { // Deeplearning4j: from - to + 1
      return InputType.convolutional(
          images.getHeight(),
          images.getWidth(),
          subset.getTo() - subset.getFrom() + 1,
          images.getFormat());
    }
    return vertex.getOutputType(0, inputs.clone()); // Some vertices write into the array.
  }

  /** At run time, what is flat already goes through. */
  private static InputType preprocessed(InputPreProcessor preprocessor, InputType input) {
    boolean isNone =
        preprocessor == null
            || preprocessor instanceof CnnToFeedForwardPreProcessor
                && input instanceof InputTypeFeedForward;
    return isNone ? input : preprocessor.getOutputType(input);
  }

  /** Deeplearning4j compares only the kinds of what a layer reads and gets, not the sizes. */
  private static void check(Layer layer, InputType input) {
    if (layer instanceof EmbeddingLayer) {
      throw new IllegalArgumentException("it reads the index of a word, not the values of a row");
    }
    if (layer instanceof FeedForwardLayer sized && sized.getNIn() > 0) {
      if (input instanceof InputTypeFeedForward rows && rows.getSize() != sized.getNIn()) {
        throw new IllegalArgumentException(
            "it reads rows of " + sized.getNIn() + " and gets rows of " + rows.getSize());
      }
      if (input instanceof InputTypeConvolutional images
          && images.getChannels() != sized.getNIn()) {
        throw new IllegalArgumentException(
            "it reads %d channels and gets %d".formatted(sized.getNIn(), images.getChannels()));
      }
    }
  }

  /**
   * What a vertex gives as far as it is known.
   *
   * @param inputs null where it is not known
   * @return null if it is not known, or if the vertex cannot read such inputs
   */
  static InputType stated(GraphVertex vertex, InputType... inputs) {
    InputType[] known = Arrays.stream(inputs).filter(Objects::nonNull).toArray(InputType[]::new);
    boolean suffices =
        known.length == inputs.length || vertex instanceof ElementWiseVertex && known.length > 0;
    try {
      InputType own = stated(vertex);
      return own == null && suffices ? of(vertex, known) : own;
    } catch (RuntimeException e) {
      return null; // That is told when all inputs are known.
    }
  }

  /** What a vertex gives, whatever it reads; null if that depends. */
  private static InputType stated(GraphVertex vertex) {
    if (vertex instanceof FrozenVertex frozen) {
      return stated(frozen.getUnderlying());
    }
    if (vertex instanceof TiedDecoder || vertex instanceof ReshapeVertex) {
      return vertex.getOutputType(0);
    }
    if (vertex instanceof PreprocessorVertex preprocessor) {
      return images(preprocessor.getPreProcessor());
    }
    if (!(vertex instanceof LayerVertex layerVertex)) {
      return null;
    }
    Layer layer = Frozen.underlying(layerVertex.getLayerConf().getLayer());
    if (layer instanceof TransposedConvolution decoder) {
      return decoder.getOutputType(0, null);
    }
    if (isOfRows(layer) && ((FeedForwardLayer) layer).getNOut() > 0) {
      return InputType.feedForward(((FeedForwardLayer) layer).getNOut());
    }
    InputType images = images(layerVertex.getPreProcessor());
    return images == null ? null : layer.getOutputType(0, images);
  }

  private static InputType images(InputPreProcessor preprocessor) {
    return preprocessor instanceof FeedForwardToCnnPreProcessor images
        ? InputType.convolutional(
            images.getInputHeight(), images.getInputWidth(), images.getNumChannels())
        : null;
  }

  /** Batch normalization reads either. */
  private static boolean isOfRows(Layer layer) {
    return layer instanceof FeedForwardLayer
        && !(layer instanceof ConvolutionLayer)
        && !(layer instanceof WeightedImageLayer)
        && !(layer instanceof BatchNormalization);
  }
}
