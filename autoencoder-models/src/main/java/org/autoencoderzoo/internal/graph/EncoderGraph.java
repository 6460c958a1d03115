package org.autoencoderzoo.internal.graph;

import static org.autoencoderzoo.internal.graph.VertexNames.CLASSES;
import static org.autoencoderzoo.internal.graph.VertexNames.CODE;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.autoencoderzoo.layers.AutoencoderLayer;
import org.autoencoderzoo.layers.Frozen;
import org.autoencoderzoo.layers.TiedDecoder;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.FrozenVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/**
 * Takes the encoder out of an autoencoder's graph: the vertices that lead to the code, as networks
 * of their own, without what served the autoencoder's training only.
 */
public final class EncoderGraph {

  private EncoderGraph() {}

  /**
   * {@return the encoder, whose output is the code, with a copy of the parameters}
   *
   * @param autoencoder to take it out of
   */
  public static ComputationGraph encoder(ComputationGraph autoencoder) {
    return with(encoderOf(autoencoder.getConfiguration()), autoencoder);
  }

  /**
   * {@return the encoder and a softmax layer of fresh weights on top}
   *
   * @param autoencoder to take it out of
   * @param classes number of classes
   * @throws IllegalStateException if no layer of the encoder learns
   */
  public static ComputationGraph classifier(ComputationGraph autoencoder, int classes) {
    ComputationGraphConfiguration conf = encoderOf(autoencoder.getConfiguration());
    InputType codeType = new GraphShapes(autoencoder.getConfiguration()).of(CODE);
    OutputLayer layer =
        new OutputLayer.Builder(new LossMCXENT())
            .activation(Activation.SOFTMAX)
            .nIn(codeType.arrayElementsPerExample())
            .nOut(classes)
            .build();
    layer.setLayerName(CLASSES);
    BaseLayer last = lastTrainable(conf);
    NeuralNetConfiguration layerConf =
        new NeuralNetConfiguration.Builder()
            .seed(conf.getDefaultConfiguration().getSeed())
            .dataType(conf.getDataType())
            .miniBatch(conf.getDefaultConfiguration().isMiniBatch())
            .updater(last.getIUpdater().clone())
            .weightInit(WeightInit.XAVIER)
            .layer(layer)
            .build();
    layer.setRegularization(last.getRegularization());
    conf.getVertices()
        .put(CLASSES, new LayerVertex(layerConf, layer.getPreProcessorForInputType(codeType)));
    conf.getVertexInputs().put(CLASSES, List.of(CODE));
    conf.setNetworkOutputs(List.of(CLASSES));
    return with(conf, autoencoder);
  }

  private static ComputationGraphConfiguration encoderOf(
      ComputationGraphConfiguration autoencoder) {
    ComputationGraphConfiguration conf = autoencoder.clone();
    conf.getVertices()
        .replaceAll((name, v) -> v instanceof FrozenVertex frozen ? frozen.getUnderlying() : v);
    Set<String> kept = leadingToCode(conf);
    conf.getVertices().keySet().retainAll(kept);
    conf.getVertexInputs().keySet().retainAll(kept);
    conf.setNetworkOutputs(List.of(CODE));
    Set<String> decoded = decoded(conf);
    conf.getVertices()
        .forEach(
            (name, vertex) -> {
              if (vertex instanceof LayerVertex layerVertex) {
                finish(layerVertex.getLayerConf(), decoded.contains(name));
              }
            });
    return conf;
  }

  private static Set<String> leadingToCode(ComputationGraphConfiguration conf) {
    Set<String> found = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(CODE));
    while (!open.isEmpty()) {
      String name = open.pop();
      if (conf.getVertices().containsKey(name) && found.add(name)) {
        open.addAll(conf.getVertexInputs().get(name));
        if (conf.getVertices().get(name) instanceof TiedDecoder decoder) {
          open.add(decoder.getEncoder());
        }
      }
    }
    return found;
  }

  /** The layers whose weights a tied decoder uses, on the way to the code. */
  private static Set<String> decoded(ComputationGraphConfiguration conf) {
    return conf.getVertices().values().stream()
        .filter(TiedDecoder.class::isInstance)
        .map(decoder -> ((TiedDecoder) decoder).getEncoder())
        .collect(Collectors.toSet());
  }

  /** Noise and penalties belong to the training that is over. */
  private static void finish(NeuralNetConfiguration conf, boolean isDecoded) {
    Layer layer = Frozen.underlying(conf.getLayer());
    layer = layer instanceof AutoencoderLayer own && !isDecoded ? own.afterTraining() : layer;
    layer.setIDropout(null);
    if (layer instanceof BaseLayer baseLayer) {
      baseLayer.setWeightNoise(null);
    }
    conf.setLayer(layer);
    conf.clearVariables(); // Parameters' names, which init gives again: one may be gone.
  }

  private static BaseLayer lastTrainable(ComputationGraphConfiguration encoder) {
    return encoder.getVertices().values().stream()
        .filter(LayerVertex.class::isInstance)
        .map(vertex -> ((LayerVertex) vertex).getLayerConf().getLayer())
        .filter(BaseLayer.class::isInstance)
        .map(BaseLayer.class::cast)
        .reduce((first, second) -> second)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "No layer of the encoder learns, whose updater the classifier could take"));
  }

  /** Initializes a network with the parameters that the autoencoder has under the same names. */
  private static ComputationGraph with(
      ComputationGraphConfiguration conf, ComputationGraph autoencoder) {
    ComputationGraph network = new ComputationGraph(conf);
    network.init();
    Set<String> decoded = decoded(conf);
    for (String name : conf.getVertices().keySet()) {
      if (!name.equals(CLASSES)) {
        GraphVertex source = autoencoder.getVertex(name);
        network
            .getVertex(name)
            .paramTable(false)
            .forEach((key, value) -> value.assign(kept(source, key, decoded.contains(name))));
      }
    }
    return network;
  }

  private static INDArray kept(GraphVertex source, String parameter, boolean isDecoded) {
    INDArray value = source.paramTable(false).get(parameter);
    return source.hasLayer()
            && !isDecoded
            && Frozen.underlying(source.getLayer().conf().getLayer())
                instanceof AutoencoderLayer own
        ? own.afterTraining(parameter, value)
        : value;
  }
}
