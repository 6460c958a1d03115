package org.autoencoderzoo.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;

/** The pass forward on libtorch, which keeps nothing for gradients. */
final class TorchInference implements Step {

  private final NDManager manager = Torch.newManager();
  private final InferenceCase.Verb verb;
  private final TorchNetwork network;
  private final NDArray x;

  TorchInference(InferenceCase.Verb verb, Network mathematics, StartValues start) {
    this.verb = verb;
    this.network = new TorchNetwork(mathematics, start, manager);
    int inputSize = mathematics.inputSize();
    this.x = manager.create(start.x(), new Shape(start.x().length / inputSize, inputSize));
  }

  private NDArray output() {
    return switch (verb) {
      case ENCODE -> network.encode(x);
      case RECONSTRUCT -> network.reconstruct(x);
    };
  }

  @Override
  public double run() {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      return output().getFloat(0, 0);
    }
  }

  @Override
  public Evidence evidence() {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      return Evidence.ofOutput(output().toFloatArray());
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
