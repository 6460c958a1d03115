package org.autoencoderzoo.layers;

import java.util.Arrays;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runtime of {@link TransposedConvolution}. */
public class TransposedConvolutionRuntime extends EncoderRuntime<TransposedConvolution> {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the runtime of a configuration.
   *
   * @param conf holds a {@link TransposedConvolution}
   * @param dataType of parameters and activations
   */
  public TransposedConvolutionRuntime(NeuralNetConfiguration conf, DataType dataType) {
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
