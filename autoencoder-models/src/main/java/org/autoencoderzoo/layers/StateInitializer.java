package org.autoencoderzoo.layers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Parameters of a layer whose selections learn something: those of the layer, then that state,
 * zeros at the start. As a parameter it is in every file, checkpoint and copy of the network.
 *
 * <p>No gradient changes it: of all that Deeplearning4j asks about parameters, it is told only that
 * this one exists. What has no view of the gradient is neither clipped nor divided by its norm,
 * what is neither weight nor bias is not decayed, and what is no key gets no constraint.
 */
final class StateInitializer implements ParamInitializer {

  private final ParamInitializer layers;
  private final List<Selection> selections;
  private final long units;

  /**
   * Adds a state.
   *
   * @param layers what the layer has without it
   * @param selections of the layer
   * @param units of an example, or channels of a convolution; less than 1 if not known yet
   */
  StateInitializer(ParamInitializer layers, List<Selection> selections, long units) {
    this.layers = layers;
    this.selections = selections;
    this.units = units;
  }

  private long size(Layer layer) {
    if (units < 1) {
      throw new IllegalArgumentException(
          "Layer \"%s\" selects by %s, which learn, but the number of units is %d; %s"
              .formatted(
                  layer.getLayerName(),
                  selections,
                  units,
                  "set nOut, or for a SelectionLayer the network's input type"));
    }
    return SelectionState.size(selections, units);
  }

  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    return layers.numParams(layer) + size(layer);
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return layers.paramKeys(layer);
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return layers.weightKeys(layer);
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return layers.biasKeys(layer);
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return layers.isWeightParam(layer, key);
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return layers.isBiasParam(layer, key);
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration conf, INDArray paramsView, boolean initializeParams) {
    INDArray flat = paramsView.reshape(paramsView.length());
    long own = layers.numParams(conf.getLayer());
    Map<String, INDArray> params =
        own == 0
            ? new LinkedHashMap<>()
            : layers.init(conf, flat.get(NDArrayIndex.interval(0, own)), initializeParams);
    INDArray state = flat.get(NDArrayIndex.interval(own, flat.length()));
    if (initializeParams) {
      state.assign(0);
    }
    params.put(Selection.STATE_KEY, state);
    conf.addVariable(Selection.STATE_KEY);
    return params;
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray gradientView) {
    INDArray flat = gradientView.reshape(gradientView.length());
    long own = layers.numParams(conf.getLayer());
    return own == 0
        ? Map.of()
        : layers.getGradientsFromFlattened(conf, flat.get(NDArrayIndex.interval(0, own)));
  }
}
