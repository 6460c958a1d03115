package org.autoencoderzoo.layers;

import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.nn.weights.WeightInitUtil;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Parameters of a dense layer, with the weights {@code [nIn, nOut]} row-major. */
final class RowMajorInitializer extends DefaultParamInitializer {

  static final RowMajorInitializer INSTANCE = new RowMajorInitializer();

  private RowMajorInitializer() {}

  @Override
  protected INDArray createWeightMatrix(
      long nIn, long nOut, IWeightInit weightInit, INDArray view, boolean initializeParameters) {
    long[] shape = {nIn, nOut};
    return initializeParameters
        ? weightInit.init(nIn, nOut, shape, 'c', view)
        : WeightInitUtil.reshapeWeights(shape, view, 'c');
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray gradientView) {
    Map<String, INDArray> gradients = super.getGradientsFromFlattened(conf, gradientView);
    FeedForwardLayer layer = (FeedForwardLayer) conf.getLayer();
    long weights = layer.getNIn() * layer.getNOut();
    INDArray flat = gradientView.reshape(gradientView.length());
    gradients.put(
        WEIGHT_KEY,
        flat.get(NDArrayIndex.interval(0, weights))
            .reshape('c', new long[] {layer.getNIn(), layer.getNOut()}));
    return gradients;
  }
}
