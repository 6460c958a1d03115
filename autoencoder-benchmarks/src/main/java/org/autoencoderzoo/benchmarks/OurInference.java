package org.autoencoderzoo.benchmarks;

import org.autoencoderzoo.Autoencoder;
import org.nd4j.linalg.api.ndarray.INDArray;

/** {@code Autoencoder.encode} or {@code reconstruct}. */
final class OurInference implements Step {

  private final InferenceCase.Verb verb;
  private final Autoencoder autoencoder;
  private final INDArray x;

  OurInference(InferenceCase.Verb verb, Network mathematics, StartValues start) {
    this.verb = verb;
    this.autoencoder = new Autoencoder(OurStep.initialized(mathematics, start));
    this.x = Nd4jArrays.matrix(start.x(), mathematics.inputSize());
  }

  private INDArray output() {
    return switch (verb) {
      case ENCODE -> autoencoder.encode(x);
      case RECONSTRUCT -> autoencoder.reconstruct(x);
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
