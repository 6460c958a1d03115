package org.autoencoderzoo.benchmarks;

import java.util.Arrays;
import org.autoencoderzoo.training.ThreadLimits;
import org.autoencoderzoo.training.TrainingStep;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A training step of this library's layers, as {@code zoo} builds the network. */
final class OurStep implements Step {

  private final ComputationGraph network;
  private final INDArray x;
  private final TrainingStep step;
  private final ThreadLimits limits;

  OurStep(Network mathematics, StartValues start) {
    this(initialized(mathematics, start), Nd4jArrays.matrix(start.x(), mathematics.inputSize()));
  }

  /**
   * Trains any graph with one input and one output of the same shape.
   *
   * @param network initialized
   * @param x batch
   */
  OurStep(ComputationGraph network, INDArray x) {
    this.limits = ThreadLimits.whileTraining(network); // As Autoencoder.fit does.
    this.network = network;
    this.x = x;
    this.step = new TrainingStep(network);
  }

  static ComputationGraph initialized(Network mathematics, StartValues start) {
    ComputationGraph network = mathematics.model().init().network();
    int weights = 0;
    int biases = 0;
    for (Layer layer : inOrder(network)) {
      INDArray w = layer.getParam("W");
      w.assign(Nd4jArrays.matrix(start.weights().get(weights++), w.size(1)));
      Nd4jArrays.assign(layer.getParam("b"), start.biases().get(biases++));
      if (layer.getParam("vb") != null) {
        Nd4jArrays.assign(layer.getParam("vb"), start.biases().get(biases++));
      }
    }
    return network;
  }

  /** Layers with parameters, from input to output. */
  private static Layer[] inOrder(ComputationGraph network) {
    return Arrays.stream(network.topologicalSortOrder())
        .mapToObj(index -> network.getVertices()[index])
        .filter(vertex -> vertex.hasLayer() && vertex.getLayer().numParams() > 0)
        .map(vertex -> vertex.getLayer())
        .toArray(Layer[]::new);
  }

  @Override
  public double run() {
    step.run(x);
    return network.score();
  }

  @Override
  public Evidence evidence() {
    network.setInputs(x);
    network.setLabels(x);
    network.computeGradientAndScore();
    double loss = network.score();
    String first = inOrder(network)[0].conf().getLayer().getLayerName();
    // Summed over the examples; it is the updater that divides.
    INDArray gradient = network.gradient().getGradientFor(first + "_W").div(x.size(0));
    float[] rowMajor = gradient.dup('c').data().asFloat();
    for (int step = 0; step < Evidence.STEPS; step++) {
      run();
    }
    return Evidence.ofTraining(loss, rowMajor, run());
  }

  @Override
  public void close() {
    limits.close();
  }
}
