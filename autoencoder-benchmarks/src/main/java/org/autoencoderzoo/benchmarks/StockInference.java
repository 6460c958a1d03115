package org.autoencoderzoo.benchmarks;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The pass forward of Deeplearning4j's own layers. */
final class StockInference implements Step {

  private final InferenceCase.Verb verb;
  private final MultiLayerNetwork network;
  private final INDArray x;

  StockInference(InferenceCase.Verb verb, Network mathematics, StartValues start) {
    this.verb = verb;
    this.network = StockStep.initialized(mathematics, start);
    this.x = Nd4jArrays.matrix(start.x(), mathematics.inputSize());
  }

  private INDArray output() {
    return switch (verb) {
      case ENCODE -> network.feedForwardToLayer(0, x, false).get(1);
      case RECONSTRUCT -> network.output(x);
    };
  }

  @Override
  public double run() {
    try (INDArray output = output()) { // DJL's are closed, too.
      return output.getDouble(0);
    }
  }

  @Override
  public Evidence evidence() {
    return Evidence.ofOutput(output().dup('c').data().asFloat());
  }
}
