package org.autoencoderzoo.layers;

import java.util.Arrays;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runtime of {@link Convolution}. */
public class ConvolutionRuntime extends EncoderRuntime<Convolution> {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the runtime of a configuration.
   *
   * @param conf holds a {@link Convolution}
   * @param dataType of parameters and activations
   */
  public ConvolutionRuntime(NeuralNetConfiguration conf, DataType dataType) {
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
