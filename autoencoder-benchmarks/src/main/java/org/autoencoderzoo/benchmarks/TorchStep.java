package org.autoencoderzoo.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;

/**
 * A training step on libtorch, through DJL, with its automatic gradients.
 *
 * <p>Each step takes the gradient of fresh aliases of the parameters. They have no gradient yet, so
 * libtorch hands over the arrays that it computed, where it would otherwise add them to zeros: the
 * same as {@code zero_grad(set_to_none=True)}.
 */
final class TorchStep implements Step {

  private final NDManager manager = Torch.newManager();
  private final TorchNetwork network;
  private final List<NDArray> parameters;
  private final NDArray x;
  private final TorchAdam adam;

  TorchStep(Network mathematics, StartValues start) {
    this.network = new TorchNetwork(mathematics, start, manager);
    this.parameters = network.parameters();
    this.adam = new TorchAdam(parameters, manager);
    int inputSize = mathematics.inputSize();
    this.x = manager.create(start.x(), new Shape(start.x().length / inputSize, inputSize));
  }

  @Override
  public double run() {
    return step(true).loss();
  }

  private record Outcome(double loss, float[] firstGradient) {}

  private Outcome step(boolean update) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      List<NDArray> leaves = parameters.stream().map(NDArray::stopGradient).toList();
      leaves.forEach(leaf -> leaf.setRequiresGradient(true));
      network.setParameters(leaves);
      double loss;
      try (GradientCollector collector = Torch.engine().newGradientCollector()) {
        NDArray mean = network.loss(x);
        collector.backward(mean);
        loss = mean.getFloat();
      }
      if (update) {
        adam.update(leaves.stream().map(NDArray::getGradient).toList());
        return new Outcome(loss, null);
      }
      return new Outcome(loss, leaves.get(0).getGradient().transpose().duplicate().toFloatArray());
    }
  }

  @Override
  public Evidence evidence() {
    Outcome first = step(false);
    for (int step = 0; step < Evidence.STEPS; step++) {
      run();
    }
    return Evidence.ofTraining(first.loss(), first.firstGradient(), run());
  }

  @Override
  public void close() {
    manager.close();
  }
}
