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

  private final NDManager manager;
  private final TorchModel network;
  private final List<NDArray> parameters;
  private final NDArray x;
  private final TorchAdam adam;

  /**
   * Trains a network.
   *
   * @param network lives in the manager
   * @param x batch, which lives there too
   * @param manager closed with the step
   */
  private TorchStep(TorchModel network, NDArray x, NDManager manager) {
    this.manager = manager;
    this.network = network;
    this.parameters = network.parameters();
    this.adam = new TorchAdam(parameters, manager);
    this.x = x;
  }

  static TorchStep of(Network mathematics, StartValues start) {
    NDManager manager = Torch.newManager();
    int inputSize = mathematics.inputSize();
    Shape shape = new Shape(start.x().length / inputSize, inputSize);
    return new TorchStep(
        new TorchNetwork(mathematics, start, manager), manager.create(start.x(), shape), manager);
  }

  static TorchStep of(ConvolutionalNetwork mathematics, StartValues start) {
    NDManager manager = Torch.newManager();
    Shape shape = new Shape(mathematics.inputShape(start.x().length));
    return new TorchStep(
        new TorchConvolutionalNetwork(mathematics, start, manager),
        manager.create(start.x(), shape),
        manager);
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
      return new Outcome(loss, network.inStartOrder(leaves.get(0).getGradient()));
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
