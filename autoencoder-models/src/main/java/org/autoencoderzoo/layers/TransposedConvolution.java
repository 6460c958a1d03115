package org.autoencoderzoo.layers;

import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A transposed convolution {@code y = f(W^T * x + b)} for the untied decoder of an autoencoder:
 * codes {@code [N, K, h, w]} to images {@code [N, C, H, W]}. Kernel, stride, padding, dilation and
 * mode are those of the {@link Convolution} that it turns round, which makes {@code h x w} of
 * {@code H x W}; with a stride several sizes of images lead to the same {@code h x w}, so the
 * configuration says which.
 *
 * <p>Parameters: {@code W [K, C, kH, kW]}, the shape of the weights of that convolution and of
 * Deeplearning4j's {@code Deconvolution2D}, and {@code b [C]}. Penalties and selections see a unit
 * at each position of each channel of the image. For a decoder that shares an encoder's weights
 * there is {@link TiedDecoder}.
 */
public class TransposedConvolution extends Deconvolution2D implements EncoderLayer {

  private static final long serialVersionUID = 1L;

  @JsonProperty private EncoderSettings settings = EncoderSettings.DEFAULT;
  @JsonProperty private long imageHeight;
  @JsonProperty private long imageWidth;

  /** For JSON. */
  public TransposedConvolution() {}

  /**
   * Creates the layer from its builder.
   *
   * @param builder the settings
   */
  protected TransposedConvolution(Builder builder) {
    super(builder);
    this.settings = builder.settings;
    this.imageHeight = builder.imageHeight;
    this.imageWidth = builder.imageWidth;
  }

  /**
   * Starts with a kernel of 3x3, stride 1, no padding, and Deeplearning4j's defaults.
   *
   * @param channels of one image that the layer makes
   * @param height of it, in pixels
   * @param width of it, in pixels
   * @return a builder
   */
  public static Builder builder(int channels, int height, int width) {
    return new Builder(channels, height, width);
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
  public TransposedConvolution with(EncoderSettings settings) {
    TransposedConvolution copy = (TransposedConvolution) clone();
    copy.settings = settings;
    return copy;
  }

  /** {@return channels, height and width of one image that the layer makes} */
  public long[] imageShape() {
    return new long[] {getNOut(), imageHeight, imageWidth};
  }

  /** {@return channels, height and width of one example that the layer reads} */
  long[] inputShape() {
    Geometry geometry = Geometry.of(this);
    long[] images = {1, getNOut(), imageHeight, imageWidth};
    return new long[] {getNIn(), geometry.outputHeight(images), geometry.outputWidth(images)};
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
        "TransposedConvolution", getLayerName(), layerIndex, getNIn(), getNOut());
    settings.check(this);
    checkShape();
    return AutoencoderLayer.ready(
        new Runtime(conf, networkDataType), listeners, layerIndex, paramsView, initializeParams);
  }

  private void checkShape() {
    require(getNOut() >= 1, "channels is " + getNOut() + ", must be at least 1");
    require(imageHeight >= 1, "height is " + imageHeight + ", must be at least 1");
    require(imageWidth >= 1, "width is " + imageWidth + ", must be at least 1");
    Geometry.check(this);
    Geometry geometry = Geometry.of(this);
    long[] smallest = {geometry.smallestInput(0, 1), geometry.smallestInput(1, 1)};
    require(
        imageHeight >= smallest[0],
        "height is " + imageHeight + ", must be at least " + smallest[0] + ", for the kernel");
    require(
        imageWidth >= smallest[1],
        "width is " + imageWidth + ", must be at least " + smallest[1] + ", for the kernel");
    require(
        !settings.visibleBias(),
        "withVisibleBias() is for an encoder that a TiedDecoder names; leave it out");
    settings.checkSelections(this, imageShape());
  }

  private void require(boolean holds, String otherwise) {
    EncoderSettings.require(this, holds, otherwise);
  }

  @Override
  public void setNIn(InputType inputType, boolean override) {
    super.setNIn(inputType, override);
    Geometry.checkFormat(this);
    InputTypeConvolutional input = (InputTypeConvolutional) inputType;
    checkSide(0, "height", imageHeight, input.getHeight());
    checkSide(1, "width", imageWidth, input.getWidth());
  }

  private void checkSide(int side, String field, long image, long input) {
    Geometry geometry = Geometry.of(this);
    long smallest = geometry.smallestInput(side, input);
    boolean isStrict = getConvolutionMode() == ConvolutionMode.Strict;
    long largest = isStrict ? smallest : geometry.largestInput(side, input);
    require(
        image >= smallest && image <= largest,
        "%s is %d, must be %s for an input of %s %d"
            .formatted(
                field,
                image,
                smallest == largest ? smallest : "in [" + smallest + ", " + largest + "]",
                field,
                input));
  }

  @Override
  public ParamInitializer initializer() {
    if (settings == null) { // Deeplearning4j's constructor asks, if there are constraints.
      return super.initializer();
    }
    return SelectionState.initializer(super.initializer(), settings.selections(), getNOut());
  }

  @Override
  public IUpdater getUpdaterByParam(String parameter) {
    return Selection.STATE_KEY.equals(parameter) ? new NoOp() : super.getUpdaterByParam(parameter);
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType inputType) {
    return InputType.convolutional(imageHeight, imageWidth, getNOut());
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    long params = initializer().numParams(this);
    long kernel = (long) getKernelSize()[0] * getKernelSize()[1];
    long[] input = inputShape();
    long patches = getNOut() * kernel * input[1] * input[2];
    return new LayerMemoryReport.Builder(
            layerName, TransposedConvolution.class, inputType, getOutputType(-1, inputType))
        .standardMemory(params, getIUpdater().stateSize(params))
        .workingMemory(0, patches, 0, patches)
        .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
        .build();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof TransposedConvolution;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TransposedConvolution that
        && that.canEqual(this)
        && super.equals(other)
        && settings.equals(that.settings)
        && imageHeight == that.imageHeight
        && imageWidth == that.imageWidth;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), settings, imageHeight, imageWidth);
  }

  /** Settings of the layer, beside those that every Deeplearning4j layer has. */
  @SuppressWarnings("unchecked") // Deeplearning4j's build() returns what the caller asks for.
  public static class Builder extends BaseConvBuilder<Builder> implements EncoderBuilder<Builder> {

    private final long imageHeight;
    private final long imageWidth;
    private EncoderSettings settings = EncoderSettings.DEFAULT;

    /**
     * Creates a builder with a kernel of 3x3 and stride 1.
     *
     * @param channels of one image
     * @param height of one image, in pixels
     * @param width of one image, in pixels
     */
    protected Builder(int channels, int height, int width) {
      super(new int[] {3, 3});
      nOut(channels);
      this.imageHeight = height;
      this.imageWidth = width;
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
    public TransposedConvolution build() {
      TransposedConvolution layer = new TransposedConvolution(this);
      layer.checkShape();
      if (layer.getActivationFn() != null) { // Else it comes from the network.
        settings.check(layer);
      }
      return layer;
    }
  }

  /** Runtime of this layer. */
  static final class Runtime extends EncoderRuntime<TransposedConvolution> {

    private static final long serialVersionUID = 1L;

    Runtime(NeuralNetConfiguration conf, DataType dataType) {
      super(conf, dataType);
    }

    @Override
    LinearMap map(INDArray w) {
      return new TransposedConvolutionMap(
          new ConvolutionMap(w, Geometry.of(layerConf())), layerConf().imageShape());
    }

    @Override
    void checkInput(INDArray x) {
      long[] expected = layerConf().inputShape();
      if (x.rank() != 4 || !Arrays.equals(Arrays.copyOfRange(x.shape(), 1, x.rank()), expected)) {
        throw new DL4JInvalidInputException(
            "Input of shape "
                + Arrays.toString(x.shape())
                + ", expected [N, "
                + expected[0]
                + ", "
                + expected[1]
                + ", "
                + expected[2]
                + "] "
                + layerId());
      }
    }

    @Override
    public Type type() {
      return Type.CONVOLUTIONAL;
    }
  }
}
