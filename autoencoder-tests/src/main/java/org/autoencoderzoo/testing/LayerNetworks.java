package org.autoencoderzoo.testing;

import java.util.function.IntFunction;
import java.util.stream.LongStream;
import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.layers.ReconstructionOutput;
import org.autoencoderzoo.layers.TiedDecoder;
import org.autoencoderzoo.losses.SquaredError;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * The small autoencoders that {@link LayerChecks} puts a layer in: as the first layer and as a
 * later one of a graph, and, without a tied decoder, in a list.
 *
 * @param layer gives a fresh configuration with so many units
 * @param input of the network
 * @param below the layer before, where it is a later one
 * @param above makes of what a tied decoder gives back of that what the network reads; null if the
 *     decoder is a dense layer
 */
record LayerNetworks(
    IntFunction<? extends Layer> layer, InputType input, Layer below, Layer above) {

  static final int EXAMPLES = 4;
  static final String LAYER = "layer";

  ComputationGraphConfiguration first(DataType type, boolean miniBatch) {
    GraphBuilder graph =
        input(type, new Sgd(1), miniBatch).addLayer(LAYER, layer.apply(4), "input");
    return isTied()
        ? output(graph.addVertex("decoder", decoderOf(input), LAYER), "decoder")
        : decoded(graph);
  }

  ComputationGraphConfiguration first(boolean miniBatch) {
    return first(DataType.DOUBLE, miniBatch);
  }

  ComputationGraphConfiguration later(IUpdater updater, boolean miniBatch) {
    GraphBuilder graph =
        input(DataType.DOUBLE, updater, miniBatch)
            .addLayer("below", below.clone(), "input")
            .addLayer(LAYER, layer.apply(3), "below");
    return isTied()
        ? output(
            graph
                .addVertex("decoder", decoderOf(below.getOutputType(0, input)), LAYER)
                .addLayer("above", above.clone(), "decoder"),
            "above")
        : decoded(graph);
  }

  /** The same, of a layer that has one unit and reads one. */
  LayerNetworks ofOneUnit() {
    Layer one = below.clone();
    ((FeedForwardLayer) one).setNOut(1);
    return new LayerNetworks(units -> layer.apply(1), input, one, above);
  }

  /** Whether a tied decoder shares the layer's weights. */
  boolean isTied() {
    return above != null;
  }

  private static TiedDecoder decoderOf(InputType read) {
    return new TiedDecoder(LAYER, read.getShape());
  }

  MultiLayerConfiguration list(boolean miniBatch) {
    return base(DataType.DOUBLE, new Sgd(1), miniBatch)
        .list()
        .layer(layer.apply(4))
        .layer(Dense.builder().nOut(inputs()).activation(Activation.IDENTITY).build())
        .layer(ReconstructionOutput.of(new SquaredError(), Activation.IDENTITY))
        .setInputType(input)
        .build();
  }

  private GraphBuilder input(DataType type, IUpdater updater, boolean miniBatch) {
    return base(type, updater, miniBatch).graphBuilder().addInputs("input").setInputTypes(input);
  }

  private ComputationGraphConfiguration decoded(GraphBuilder graph) {
    return output(
        graph.addLayer(
            "decoder",
            Dense.builder().nOut(inputs()).activation(Activation.IDENTITY).build(),
            LAYER),
        "decoder");
  }

  private static ComputationGraphConfiguration output(GraphBuilder graph, String last) {
    return graph
        .addLayer(
            "reconstruction",
            ReconstructionOutput.of(new SquaredError(), Activation.IDENTITY),
            last)
        .setOutputs("reconstruction")
        .build();
  }

  private static NeuralNetConfiguration.Builder base(
      DataType type, IUpdater updater, boolean miniBatch) {
    return new NeuralNetConfiguration.Builder()
        .dataType(type)
        .seed(11)
        .updater(updater)
        .miniBatch(miniBatch);
  }

  static ComputationGraph initialized(ComputationGraphConfiguration configuration) {
    ComputationGraph network = new ComputationGraph(configuration);
    network.init();
    return network;
  }

  /** Examples {@code [EXAMPLES, ...]}, the same in each call. */
  INDArray x() {
    long[] one = input instanceof InputTypeConvolutional ? input.getShape() : new long[] {inputs()};
    return Draw.uniform(
        7, LongStream.concat(LongStream.of(EXAMPLES), LongStream.of(one)).toArray());
  }

  private int inputs() {
    return (int) input.arrayElementsPerExample();
  }
}
