package org.autoencoderzoo.layers;

import java.util.Collection;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.deeplearning4j.nn.conf.layers.NoParamLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Keeps some units of the layer below, such as {@code SelectionLayer.of(TopK.of(25))}, whatever
 * that layer is. {@link Dense} and {@link Convolution} can select on their own, which saves a pass.
 */
public class SelectionLayer extends NoParamLayer implements AutoencoderLayer {

  private static final long serialVersionUID = 1L;

  @JsonProperty private List<Selection> selections = List.of();

  /** For JSON. */
  public SelectionLayer() {}

  private SelectionLayer(List<Selection> selections) {
    this.selections = selections;
  }

  /**
   * Creates the layer.
   *
   * @param selections any number, each of what the one before it kept
   * @return the configuration
   */
  public static SelectionLayer of(Selection... selections) {
    return new SelectionLayer(List.of(selections));
  }

  /** {@return the selections, in the order they apply} */
  public List<Selection> selections() {
    return selections;
  }

  @Override
  public SelectionLayer afterTraining() {
    SelectionLayer copy = (SelectionLayer) clone();
    copy.selections = Selection.afterTraining(selections);
    return copy;
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int layerIndex,
      INDArray paramsView,
      boolean initializeParams,
      DataType networkDataType) {
    return AutoencoderLayer.ready(
        new SelectionRuntime(conf, networkDataType),
        listeners,
        layerIndex,
        paramsView,
        initializeParams);
  }

  /**
   * The shape of the input.
   *
   * @throws IllegalArgumentException if a selection does not fit it
   */
  @Override
  public InputType getOutputType(int layerIndex, InputType inputType) {
    long[] shape =
        inputType instanceof InputTypeConvolutional image
            ? new long[] {image.getChannels(), image.getHeight(), image.getWidth()}
            : new long[] {inputType.arrayElementsPerExample()};
    selections.forEach(selection -> selection.check(shape));
    return inputType;
  }

  @Override
  public InputPreProcessor getPreProcessorForInputType(InputType inputType) {
    return null; // Any shape will do.
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    return new LayerMemoryReport.Builder(layerName, SelectionLayer.class, inputType, inputType)
        .standardMemory(0, 0)
        .workingMemory(0, 0, 0, 2 * inputType.arrayElementsPerExample())
        .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
        .build();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SelectionLayer that
        && super.equals(other)
        && selections.equals(that.selections);
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof SelectionLayer;
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + selections.hashCode();
  }
}
