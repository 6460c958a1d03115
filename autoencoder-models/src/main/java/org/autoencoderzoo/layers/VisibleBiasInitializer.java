package org.autoencoderzoo.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Parameters of an encoder that is tied to its decoder: those of the layer, then the bias of the
 * visible units, {@code vb [nIn]}, zero at the start; for a convolution, one for each channel.
 */
final class VisibleBiasInitializer implements ParamInitializer {

  static final String VISIBLE_BIAS_KEY = "vb";
  static final VisibleBiasInitializer DENSE =
      new VisibleBiasInitializer(DefaultParamInitializer.getInstance());
  static final VisibleBiasInitializer CONVOLUTION =
      new VisibleBiasInitializer(ConvolutionParamInitializer.getInstance());

  private final ParamInitializer layers;

  VisibleBiasInitializer(ParamInitializer layers) {
    this.layers = layers;
  }

  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    return layers.numParams(layer) + ((FeedForwardLayer) layer).getNIn();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return with(layers.paramKeys(layer));
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return layers.weightKeys(layer);
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return with(layers.biasKeys(layer));
  }

  private static List<String> with(List<String> keys) {
    List<String> all = new ArrayList<>(keys);
    all.add(VISIBLE_BIAS_KEY);
    return all;
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return layers.isWeightParam(layer, key);
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return layers.isBiasParam(layer, key) || VISIBLE_BIAS_KEY.equals(key);
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration conf, INDArray paramsView, boolean initializeParams) {
    INDArray flat = paramsView.reshape(paramsView.length());
    long own = layers.numParams(conf.getLayer());
    Map<String, INDArray> params =
        layers.init(conf, flat.get(NDArrayIndex.interval(0, own)), initializeParams);
    INDArray visibleBias = flat.get(NDArrayIndex.interval(own, flat.length()));
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
    long own = layers.numParams(conf.getLayer());
    Map<String, INDArray> gradients =
        layers.getGradientsFromFlattened(conf, flat.get(NDArrayIndex.interval(0, own)));
    gradients.put(VISIBLE_BIAS_KEY, flat.get(NDArrayIndex.interval(own, flat.length())));
    return gradients;
  }
}
