package org.autoencoderzoo.graphs;

import java.util.function.UnaryOperator;
import org.autoencoderzoo.layers.Convolution;
import org.autoencoderzoo.layers.Dense;
import org.autoencoderzoo.layers.ReconstructionOutput;
import org.autoencoderzoo.losses.SquaredError;
import org.autoencoderzoo.training.FusedAdam;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;

/**
 * A small autoencoder.
 *
 * @param name what is special about it
 * @param settings of the whole network
 * @param vertices all but the reconstruction, which reads the vertex "decoder" unless it is there
 * @param input what it reads, or null if all layers say themselves what they read
 * @param change of the initialized network
 */
record TestGraph(
    String name,
    UnaryOperator<NeuralNetConfiguration.Builder> settings,
    UnaryOperator<GraphBuilder> vertices,
    InputType input,
    UnaryOperator<ComputationGraph> change) {

  static final UnaryOperator<GraphBuilder> PLAIN =
      graph -> graph.addLayer("code", dense(3), "input").addLayer("decoder", dense(16), "code");

  static final UnaryOperator<GraphBuilder> NORMALIZED_FIRST =
      graph ->
          graph
              .addLayer("normalized", new BatchNormalization(), "input")
              .addLayer("code", dense(3), "normalized")
              .addLayer("decoder", dense(16), "code");

  /** Reads rows of 16 numbers. */
  TestGraph(String name, UnaryOperator<GraphBuilder> vertices) {
    this(
        name,
        UnaryOperator.identity(),
        vertices,
        InputType.feedForward(16),
        UnaryOperator.identity());
  }

  TestGraph with(UnaryOperator<NeuralNetConfiguration.Builder> others) {
    return new TestGraph(name, others, vertices, input, change);
  }

  TestGraph reading(InputType other) {
    return new TestGraph(name, settings, vertices, other, change);
  }

  TestGraph changed(UnaryOperator<ComputationGraph> other) {
    return new TestGraph(name, settings, vertices, input, other);
  }

  /** Initialized, and the same each time. */
  ComputationGraph network() {
    GraphBuilder graph =
        settings
            .apply(new NeuralNetConfiguration.Builder().seed(3).updater(new FusedAdam(0.01)))
            .graphBuilder()
            .addInputs("input");
    if (input != null) {
      graph.setInputTypes(input);
    }
    vertices.apply(graph);
    if (!graph.getVertices().containsKey("reconstruction")) {
      graph.addLayer(
          "reconstruction",
          ReconstructionOutput.of(new SquaredError(), Activation.IDENTITY),
          "decoder");
    }
    ComputationGraph network = new ComputationGraph(graph.setOutputs("reconstruction").build());
    network.init();
    return change.apply(network);
  }

  @Override
  public String toString() {
    return name;
  }

  static Dense dense(int units) {
    return Dense.builder().nOut(units).activation(Activation.TANH).build();
  }

  static Dense.Builder tiedEncoder() {
    return Dense.builder().nOut(6).activation(Activation.TANH).withVisibleBias();
  }

  /** Gives images as large as it reads. */
  static Convolution convolution(int channels) {
    return Convolution.builder()
        .nOut(channels)
        .kernelSize(3, 3)
        .convolutionMode(ConvolutionMode.Same)
        .activation(Activation.TANH)
        .build();
  }

  /** Deeplearning4j's own, which does the same. */
  static ConvolutionLayer stockConvolution(int channels) {
    return new ConvolutionLayer.Builder(3, 3)
        .nOut(channels)
        .convolutionMode(ConvolutionMode.Same)
        .activation(Activation.TANH)
        .build();
  }
}
