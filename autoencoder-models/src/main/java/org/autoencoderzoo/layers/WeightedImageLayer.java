package org.autoencoderzoo.layers;

import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.deeplearning4j.nn.conf.layers.InputTypeUtil;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A {@link WeightedLayer} of images {@code [N, nIn, H, W]} to images {@code [N, nOut, h, w]}.
 * Penalties and selections see a unit at each position of each channel.
 */
public abstract class WeightedImageLayer extends WeightedLayer {

  private static final long serialVersionUID = 1L;

  /** For JSON. */
  protected WeightedImageLayer() {}

  /**
   * Creates the layer from its builder.
   *
   * @param builder the settings; nOut is the number of channels
   */
  protected WeightedImageLayer(Builder<?, ?> builder) {
    super(builder);
  }

  /**
   * {@return height and width of the output}
   *
   * @param height of the input, in pixels
   * @param width of the input, in pixels
   */
  protected abstract long[] outputSize(long height, long width);

  /**
   * {@inheritDoc}
   *
   * @param h code {@code [N, nOut, h, w]}, row-major, not to be modified
   * @throws UnsupportedOperationException if the subclass does not override it
   */
  @Override
  protected Pass decode(INDArray h, Parameters parameters) {
    throw new UnsupportedOperationException(
        getClass().getName()
            + " does not say what a TiedDecoder makes of its code; override decode()");
  }

  @Override
  final long[] outputShape(long... example) {
    long[] size = outputSize(example[1], example[2]);
    return new long[] {getNOut(), size[0], size[1]};
  }

  @Override
  public void checkExample(long... shape) {
    EncoderSettings.checkExample(shape, getNIn(), "height", "width");
  }

  @Override
  void checkSelections() {
    // When the size of the images is known.
  }

  @Override
  public void setNIn(InputType inputType, boolean override) {
    long[] example = images(inputType);
    if (getNIn() <= 0 || override) {
      setNIn(example[0]);
    }
    settings().checkSelections(this, outputShape(example));
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType inputType) {
    long[] output = outputShape(images(inputType));
    return InputType.convolutional(output[1], output[2], output[0]);
  }

  private long[] images(InputType inputType) {
    EncoderSettings.require(
        this,
        inputType instanceof InputTypeConvolutional,
        getClass().getSimpleName() + " reads images, not " + inputType);
    InputTypeConvolutional images = (InputTypeConvolutional) inputType;
    return new long[] {images.getChannels(), images.getHeight(), images.getWidth()};
  }

  @Override
  public InputPreProcessor getPreProcessorForInputType(InputType inputType) {
    return InputTypeUtil.getPreProcessorForInputTypeCnnLayers(inputType, getLayerName());
  }
}
