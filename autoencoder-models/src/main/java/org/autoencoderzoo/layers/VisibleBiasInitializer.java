package org.autoencoderzoo.layers;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Parameters of an encoder that is tied to its decoder: those of a dense layer, then the bias of
 * the visible units, {@code vb [nIn]}, zero at the start.
 */
final class VisibleBiasInitializer extends DefaultParamInitializer {

  static final String VISIBLE_BIAS_KEY = "vb";
  private static final DefaultParamInitializer DENSE = DefaultParamInitializer.getInstance();
  static final VisibleBiasInitializer INSTANCE = new VisibleBiasInitializer();

  private VisibleBiasInitializer() {}

  @Override
  public long numParams(Layer layer) {
    return DENSE.numParams(layer) + ((FeedForwardLayer) layer).getNIn();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return Stream.concat(weightKeys(layer).stream(), biasKeys(layer).stream()).toList();
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return List.of(BIAS_KEY, VISIBLE_BIAS_KEY);
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return BIAS_KEY.equals(key) || VISIBLE_BIAS_KEY.equals(key);
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration conf, INDArray paramsView, boolean initializeParams) {
    INDArray flat = paramsView.reshape(paramsView.length());
    long dense = DENSE.numParams(conf.getLayer());
    Map<String, INDArray> params =
        DENSE.init(conf, flat.get(NDArrayIndex.interval(0, dense)), initializeParams);
    INDArray visibleBias = flat.get(NDArrayIndex.interval(dense, flat.length()));
    if (initializeParams) {
      visibleBias.assign(0);
    }
    params.put(VISIBLE_BIAS_KEY, visibleBias);
    conf.addVariable(VISIBLE_BIAS_KEY);
    return params;
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray gradientView) {
    INDArray flat = gradientView.reshape(gradientView.length());
    long dense = DENSE.numParams(conf.getLayer());
    Map<String, INDArray> gradients =
        DENSE.getGradientsFromFlattened(conf, flat.get(NDArrayIndex.interval(0, dense)));
    gradients.put(VISIBLE_BIAS_KEY, flat.get(NDArrayIndex.interval(dense, flat.length())));
    return gradients;
  }
}
