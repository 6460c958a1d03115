package org.autoencoderzoo.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.autoencoderzoo.settings.Arguments;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The parameters of a layer by names and shapes, in the order in which they lie in the network's
 * parameters, and how they begin:
 *
 * <pre>{@code
 * new ParameterShapes().weights("W", getNIn(), getNOut()).bias("b", getNOut())
 * }</pre>
 *
 * <p>Weights begin as the layer's {@code weightInit} says, and have weight decay; biases begin with
 * a number, by default the layer's {@code biasInit}.
 */
public final class ParameterShapes implements ParamInitializer {

  private final List<Parameter> parameters = new ArrayList<>();

  /** Starts without any parameter. */
  public ParameterShapes() {}

  /**
   * One parameter.
   *
   * @param start number that a bias begins with; null for weights, or for that of the layer
   */
  private record Parameter(String name, boolean isWeight, Double start, long... shape) {

    long length() {
      return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }

    /** Matrices as Deeplearning4j has them, kernels as its convolutions do. */
    char order() {
      return shape.length == 2 ? 'f' : 'c';
    }

    INDArray shaped(INDArray view) {
      return view.reshape(order(), shape);
    }

    void draw(BaseLayer layer, INDArray view) {
      if (isWeight) {
        long positions = Arrays.stream(shape).skip(2).reduce(1, (a, b) -> a * b);
        boolean isMatrix = shape.length == 2;
        double fanIn = isMatrix ? shape[0] : shape[1] * positions;
        double fanOut = isMatrix ? shape[1] : shape[0] * positions;
        layer.getWeightInitFn().init(fanIn, fanOut, shape, order(), view);
      } else {
        view.assign(start == null ? layer.getBiasInit() : start);
      }
    }
  }

  /**
   * Adds weights.
   *
   * @param name such as {@code W}, unique in the layer
   * @param shape {@code nIn, nOut} of a matrix; {@code nOut, nIn, height, width} of kernels
   * @return these shapes
   * @throws IllegalArgumentException if the name is taken or the shape is neither
   */
  public ParameterShapes weights(String name, long... shape) {
    Arguments.require(
        shape.length == 2 || shape.length == 4,
        "shape of weights " + name,
        Arrays.toString(shape),
        "[nIn, nOut] or [nOut, nIn, height, width]");
    return with(new Parameter(name, true, null, shape.clone()));
  }

  /**
   * Adds a bias that begins with the layer's {@code biasInit}, by default 0.
   *
   * @param name such as {@code b}, unique in the layer
   * @param length number of its entries
   * @return these shapes
   * @throws IllegalArgumentException if the name is taken
   */
  public ParameterShapes bias(String name, long length) {
    return with(new Parameter(name, false, null, length));
  }

  /**
   * Adds a bias that begins with a number.
   *
   * @param name such as {@code b}, unique in the layer
   * @param length number of its entries
   * @param start of each
   * @return these shapes
   * @throws IllegalArgumentException if the name is taken
   */
  public ParameterShapes bias(String name, long length, double start) {
    return with(new Parameter(name, false, start, length));
  }

  private ParameterShapes with(Parameter parameter) {
    String name = parameter.name;
    Arguments.given("name of a parameter", name);
    Arguments.require(
        !name.equals(VisibleBiasInitializer.VISIBLE_BIAS_KEY)
            && !name.equals(Selection.STATE_KEY)
            && !names(p -> true).contains(name),
        "name of a parameter",
        name,
        "another than vb, state and those of the layer's other parameters");
    parameters.add(parameter);
    return this;
  }

  private List<String> names(Predicate<Parameter> which) {
    return parameters.stream().filter(which).map(Parameter::name).toList();
  }

  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    return parameters.stream().mapToLong(Parameter::length).sum();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return names(p -> true);
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return names(Parameter::isWeight);
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return names(p -> !p.isWeight);
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return weightKeys(layer).contains(key);
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return biasKeys(layer).contains(key);
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration conf, INDArray paramsView, boolean initializeParams) {
    BaseLayer layer = (BaseLayer) conf.getLayer();
    return views(
        paramsView,
        (parameter, view) -> {
          if (initializeParams) {
            parameter.draw(layer, view);
          }
          conf.addVariable(parameter.name);
          return parameter.shaped(view);
        });
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray gradientView) {
    return views(gradientView, Parameter::shaped);
  }

  private Map<String, INDArray> views(
      INDArray all, BiFunction<Parameter, INDArray, INDArray> shaped) {
    INDArray flat = all.reshape(all.length());
    Map<String, INDArray> views = new LinkedHashMap<>();
    long from = 0;
    for (Parameter parameter : parameters) {
      long to = from + parameter.length();
      INDArray view = flat.get(NDArrayIndex.interval(from, to));
      views.put(parameter.name, shaped.apply(parameter, view));
      from = to;
    }
    return views;
  }
}
