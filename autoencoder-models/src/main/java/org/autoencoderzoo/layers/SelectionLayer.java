package org.autoencoderzoo.layers;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.params.EmptyParamInitializer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Keeps some units of the layer below, such as {@code SelectionLayer.of(TopK.of(25))}, whatever
 * that layer is. {@link Dense} and {@link Convolution} can select on their own, which saves a pass.
 * Its only parameter is what its selections learn, if any does.
 */
public class SelectionLayer extends org.deeplearning4j.nn.conf.layers.Layer
    implements AutoencoderLayer {

  private static final long serialVersionUID = 1L;

  @JsonProperty private List<Selection> selections = List.of();

  /** Of an example, or channels; 0 if not known yet, or if no selection has a state. */
  @JsonProperty private long units;

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
  public INDArray afterTraining(String parameter, INDArray value) {
    return SelectionState.afterTraining(selections, units, value);
  }

  /** The number of units that the state of the selections is for. */
  long units() {
    return units;
  }

  @Override
  public void setNIn(InputType inputType, boolean override) {
    long ofInput = shape(inputType)[0];
    if (SelectionState.size(selections, ofInput) > 0 && (units == 0 || override)) {
      units = ofInput;
    }
  }

  @Override
  public ParamInitializer initializer() {
    return SelectionState.initializer(EmptyParamInitializer.getInstance(), selections, units);
  }

  @Override
  public IUpdater getUpdaterByParam(String parameter) {
    return new NoOp();
  }

  @Override
  public List<Regularization> getRegularizationByParam(String parameter) {
    return null; // Deeplearning4j's word for none.
  }

  @Override
  public boolean isPretrainParam(String parameter) {
    return false;
  }

  @Override
  public GradientNormalization getGradientNormalization() {
    return GradientNormalization.None;
  }

  @Override
  public double getGradientNormalizationThreshold() {
    return 0;
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
    long[] shape = shape(inputType);
    if (units > 0 && units != shape[0]) {
      throw new IllegalArgumentException(
          "What the selections have learned is for %d units, but there are %d"
              .formatted(units, shape[0]));
    }
    selections.forEach(selection -> selection.check(shape));
    return inputType;
  }

  private static long[] shape(InputType inputType) {
    return inputType instanceof InputTypeConvolutional image
        ? new long[] {image.getChannels(), image.getHeight(), image.getWidth()}
        : new long[] {inputType.arrayElementsPerExample()};
  }

  @Override
  public InputPreProcessor getPreProcessorForInputType(InputType inputType) {
    return null; // Any shape will do.
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    return new LayerMemoryReport.Builder(layerName, SelectionLayer.class, inputType, inputType)
        .standardMemory(initializer().numParams(this), 0)
        .workingMemory(0, 0, 0, 2 * inputType.arrayElementsPerExample())
        .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
        .build();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SelectionLayer that
        && super.equals(other)
        && selections.equals(that.selections)
        && units == that.units;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof SelectionLayer;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), selections, units);
  }
}
