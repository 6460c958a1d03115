package org.autoencoderzoo.layers;

import java.util.Arrays;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Runtime of {@link Dense}. Three matrix products a training step: {@code x W}, {@code x^T delta}
 * and {@code delta W^T}; two without the gradient of the input.
 */
public class DenseRuntime extends EncoderRuntime<Dense> {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the runtime of a configuration.
   *
   * @param conf holds a {@link Dense}
   * @param dataType of parameters and activations
   */
  public DenseRuntime(NeuralNetConfiguration conf, DataType dataType) {
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
