package org.autoencoderzoo.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import java.util.ArrayList;
import java.util.List;

/** The forward pass of a convolutional network on libtorch, which runs it on oneDNN. */
final class TorchConvolutionalNetwork implements TorchModel {

  private static final Shape STRIDE =
      new Shape(ConvolutionalNetwork.STRIDE, ConvolutionalNetwork.STRIDE);
  private static final Shape PADDING =
      new Shape(ConvolutionalNetwork.PADDING, ConvolutionalNetwork.PADDING);

  private final ConvolutionalNetwork mathematics;
  private final TorchTransposedConvolution transposed;

  /** Weights, then biases. */
  private List<NDArray> parameters;

  TorchConvolutionalNetwork(
      ConvolutionalNetwork mathematics, StartValues start, NDManager manager) {
    this.mathematics = mathematics;
    this.transposed = new TorchTransposedConvolution(manager);
    this.parameters = new ArrayList<>();
    for (int layer = 0; layer < mathematics.depth(); layer++) {
      Shape shape = new Shape(mathematics.weightShape(layer));
      parameters.add(manager.create(start.weights().get(layer), shape));
    }
    start.biases().forEach(b -> parameters.add(manager.create(b)));
  }

  @Override
  public List<NDArray> parameters() {
    return List.copyOf(parameters);
  }

  @Override
  public void setParameters(List<NDArray> others) {
    parameters = others;
  }

  @Override
  public NDArray loss(NDArray x) {
    NDArray z = x;
    int depth = mathematics.depth();
    for (int layer = 0; layer < depth; layer++) {
      NDArray h = layer == 0 ? x : Activation.relu(z);
      NDArray w = parameters.get(layer);
      NDArray b = parameters.get(depth + layer);
      NDList result =
          mathematics.isTransposed(layer)
              ? transposed.apply(h, w, b)
              : Conv2d.conv2d(h, w, b, STRIDE, PADDING);
      z = result.singletonOrThrow();
    }
    // - x log y - (1 - x) log(1 - y), from the pre-activation
    NDArray sum = Activation.softPlus(z).sum().sub(x.mul(z).sum());
    return sum.div(x.getShape().get(0));
  }

  @Override
  public float[] inStartOrder(NDArray firstGradient) {
    return firstGradient.toFloatArray();
  }
}
