package org.autoencoderzoo.layers;

import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A convolution {@code h = f(W * x + b)} for the encoder of an autoencoder: images {@code [N, C, H,
 * W]} to {@code [N, K, oH, oW]}, with any kernel, stride, padding and dilation, in the modes {@code
 * Truncate}, {@code Strict} and {@code Same}.
 *
 * <p>Parameters: {@code W [K, C, kH, kW]}, {@code b [K]} and, for an encoder whose weights a {@link
 * TiedDecoder} shares, the bias of the input's channels {@code vb [C]}. Penalties see a unit at
 * each position of each channel; mean activations are those of a channel, over examples and
 * positions.
 */
public class Convolution extends ConvolutionLayer implements EncoderLayer {

  private static final long serialVersionUID = 1L;

  @JsonProperty private EncoderSettings settings = EncoderSettings.DEFAULT;

  /** For JSON. */
  public Convolution() {}

  /**
   * Creates the layer from its builder.
   *
   * @param builder the settings
   */
  protected Convolution(Builder builder) {
    super(builder);
    this.settings = builder.settings;
    initializeConstraints(builder);
  }

  /**
   * {@return a builder with a kernel of 3x3, stride 1, no padding, and Deeplearning4j's defaults}
   */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public EncoderSettings settings() {
    return settings;
  }

  @Override
  public void checkExample(long... shape) {
    EncoderSettings.checkExample(shape, getNIn(), "height", "width");
  }

  @Override
  public Convolution with(EncoderSettings settings) {
    Convolution copy = (Convolution) clone();
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
    LayerValidation.assertNInNOutSet(
        "Convolution", getLayerName(), layerIndex, getNIn(), getNOut());
    settings.check(this);
    Geometry.check(this);
    return AutoencoderLayer.ready(
        new Runtime(conf, networkDataType), listeners, layerIndex, paramsView, initializeParams);
  }

  @Override
  public void setNIn(InputType inputType, boolean override) {
    super.setNIn(inputType, override);
    Geometry.checkFormat(this);
    InputTypeConvolutional output = (InputTypeConvolutional) getOutputType(-1, inputType);
    settings.checkSelections(this, output.getChannels(), output.getHeight(), output.getWidth());
  }

  @Override
  public ParamInitializer initializer() {
    if (settings == null) { // Deeplearning4j's constructor asks, if there are constraints.
      return ConvolutionParamInitializer.getInstance();
    }
    ParamInitializer ofWeights =
        settings.visibleBias()
            ? VisibleBiasInitializer.CONVOLUTION
            : ConvolutionParamInitializer.getInstance();
    return SelectionState.initializer(ofWeights, settings.selections(), getNOut());
  }

  @Override
  public IUpdater getUpdaterByParam(String parameter) {
    return Selection.STATE_KEY.equals(parameter) ? new NoOp() : super.getUpdaterByParam(parameter);
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof Convolution;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Convolution that
        && that.canEqual(this)
        && super.equals(other)
        && settings.equals(that.settings);
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), settings);
  }

  /** Settings of a {@link Convolution}, beside those that every Deeplearning4j layer has. */
  @SuppressWarnings("unchecked") // Deeplearning4j's build() returns what the caller asks for.
  public static class Builder extends BaseConvBuilder<Builder> implements EncoderBuilder<Builder> {

    private EncoderSettings settings = EncoderSettings.DEFAULT;

    /** Creates a builder with a kernel of 3x3 and stride 1. */
    protected Builder() {
      super(new int[] {3, 3});
    }

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
    protected boolean allowCausal() {
      return false;
    }

    @Override
    public Convolution build() {
      Convolution convolution = new Convolution(this);
      Geometry.check(convolution);
      if (convolution.getActivationFn() != null) { // Else it comes from the network.
        settings.check(convolution);
      }
      return convolution;
    }
  }

  /** Runtime of this layer. */
  static final class Runtime extends EncoderRuntime<Convolution> {

    private static final long serialVersionUID = 1L;

    Runtime(NeuralNetConfiguration conf, DataType dataType) {
      super(conf, dataType);
    }

    @Override
    LinearMap map(INDArray w) {
      return new ConvolutionMap(w, Geometry.of(layerConf()));
    }

    @Override
    void checkInput(INDArray x) {
      if (x.rank() != 4 || x.size(1) != layerConf().getNIn()) {
        throw new DL4JInvalidInputException(
            "Input of shape "
                + Arrays.toString(x.shape())
                + ", expected [N, "
                + layerConf().getNIn()
                + ", height, width] "
                + layerId());
      }
    }

    @Override
    public Type type() {
      return Type.CONVOLUTIONAL;
    }
  }
}
