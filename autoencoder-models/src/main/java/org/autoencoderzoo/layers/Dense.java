package org.autoencoderzoo.layers;

import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import org.autoencoderzoo.layers.EncoderSettings.InputGradient;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A dense layer {@code h = f(x W + b)} for the encoder, or the untied decoder, of an autoencoder.
 *
 * <p>Parameters: {@code W [nIn, nOut]}, {@code b [nOut]} and, for an encoder whose weights a {@link
 * TiedDecoder} shares, the bias of the visible units {@code vb [nIn]}. Unlike Deeplearning4j's
 * {@code DenseLayer}, it does not compute its pre-activation again in the backward pass. Works in a
 * {@code ComputationGraph} and, untied, in a {@code MultiLayerNetwork}.
 */
public class Dense extends FeedForwardLayer implements EncoderLayer {

  private static final long serialVersionUID = 1L;

  @JsonProperty private EncoderSettings settings = EncoderSettings.DEFAULT;

  /** For JSON. */
  public Dense() {}

  /**
   * Creates the layer from its builder.
   *
   * @param builder the settings
   */
  protected Dense(Builder builder) {
    super(builder);
    this.settings = builder.settings;
    initializeConstraints(builder);
  }

  /** {@return a builder with Deeplearning4j's defaults} */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public EncoderSettings settings() {
    return settings;
  }

  @Override
  public void checkExample(long... shape) {
    EncoderSettings.checkExample(shape, getNIn());
  }

  @Override
  public Dense with(EncoderSettings settings) {
    Dense copy = (Dense) clone();
    copy.settings = settings;
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
    LayerValidation.assertNInNOutSet("Dense", getLayerName(), layerIndex, getNIn(), getNOut());
    settings.check(this);
    settings.checkSelections(this, getNOut());
    return AutoencoderLayer.ready(
        new Runtime(conf, networkDataType), listeners, layerIndex, paramsView, initializeParams);
  }

  @Override
  public ParamInitializer initializer() {
    return SelectionState.initializer(initializerOfWeights(), settings.selections(), getNOut());
  }

  private ParamInitializer initializerOfWeights() {
    if (settings.visibleBias()) {
      return VisibleBiasInitializer.DENSE;
    }
    return settings.inputGradient() == InputGradient.WHERE_NOT_ZERO
        ? RowMajorInitializer.INSTANCE
        : DefaultParamInitializer.getInstance();
  }

  @Override
  public IUpdater getUpdaterByParam(String parameter) {
    return Selection.STATE_KEY.equals(parameter) ? new NoOp() : super.getUpdaterByParam(parameter);
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    long params = initializer().numParams(this);
    // Kept from forward to backward: the derivative of the activation.
    return new LayerMemoryReport.Builder(
            layerName, Dense.class, inputType, getOutputType(-1, inputType))
        .standardMemory(params, getIUpdater().stateSize(params))
        .workingMemory(0, 0, 0, 2 * nOut)
        .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
        .build();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof Dense;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Dense that
        && that.canEqual(this)
        && super.equals(other)
        && settings.equals(that.settings);
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), settings);
  }

  /** Settings of a {@link Dense} layer, beside those that every Deeplearning4j layer has. */
  @SuppressWarnings("unchecked") // Deeplearning4j's build() returns what the caller asks for.
  public static class Builder extends FeedForwardLayer.Builder<Builder>
      implements EncoderBuilder<Builder> {

    private EncoderSettings settings = EncoderSettings.DEFAULT;

    /** Creates a builder with Deeplearning4j's defaults. */
    protected Builder() {}

    @Override
    public EncoderSettings settings() {
      return settings;
    }

    @Override
    public Builder settings(EncoderSettings settings) {
      this.settings = settings;
      return this;
    }

    @Override
    public Dense build() {
      Dense dense = new Dense(this);
      if (dense.getActivationFn()
          != null) { // Else it comes from the network, and is checked there.
        dense.settings.check(dense);
      }
      return dense;
    }
  }

  /**
   * Runtime of this layer. Three matrix products a training step: {@code x W}, {@code x^T delta}
   * and {@code delta W^T}; two without the gradient of the input.
   */
  static final class Runtime extends EncoderRuntime<Dense> {

    private static final long serialVersionUID = 1L;

    Runtime(NeuralNetConfiguration conf, DataType dataType) {
      super(conf, dataType);
    }

    @Override
    LinearMap map(INDArray w) {
      return new MatrixMap(w);
    }

    @Override
    void checkInput(INDArray x) {
      if (x.rank() != 2 || x.size(1) != layerConf().getNIn()) {
        throw new DL4JInvalidInputException(
            "Input of shape "
                + Arrays.toString(x.shape())
                + ", expected [N, "
                + layerConf().getNIn()
                + "] "
                + layerId());
      }
    }
  }
}
