package org.autoencoderzoo.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.ArrayList;
import java.util.List;

/**
 * The forward pass on libtorch. Weights are {@code [nOut, nIn]}, as its linear layer likes them.
 */
final class TorchNetwork implements TorchModel {

  private final Network mathematics;
  private final List<NDArray> weights = new ArrayList<>();
  private final List<NDArray> biases = new ArrayList<>();
  private final NDArray zeroCode;

  TorchNetwork(Network mathematics, StartValues start, NDManager manager) {
    this.mathematics = mathematics;
    for (int i = 0; i < start.weights().size(); i++) {
      int out = mathematics.widths().get(i + 1);
      float[] w = start.weights().get(i);
      weights.add(manager.create(transposed(w, out), new Shape(out, w.length / out)));
    }
    start.biases().forEach(b -> biases.add(manager.create(b)));
    int rows = start.x().length / mathematics.inputSize();
    this.zeroCode =
        mathematics.k() == 0 ? null : manager.zeros(new Shape(rows, mathematics.sizes().get(0)));
  }

  /** In memory, too: libtorch's own transposition leaves the order in memory as it was. */
  private static float[] transposed(float[] rowMajor, int columns) {
    int rows = rowMajor.length / columns;
    float[] transposed = new float[rowMajor.length];
    for (int i = 0; i < rowMajor.length; i++) {
      transposed[i % columns * rows + i / columns] = rowMajor[i];
    }
    return transposed;
  }

  /** Weights, then biases. */
  @Override
  public List<NDArray> parameters() {
    List<NDArray> parameters = new ArrayList<>(weights);
    parameters.addAll(biases);
    return parameters;
  }

  @Override
  public void setParameters(List<NDArray> parameters) {
    for (int i = 0; i < parameters.size(); i++) {
      if (i < weights.size()) {
        weights.set(i, parameters.get(i));
      } else {
        biases.set(i - weights.size(), parameters.get(i));
      }
    }
  }

  @Override
  public float[] inStartOrder(NDArray firstGradient) {
    return firstGradient.transpose().duplicate().toFloatArray();
  }

  @Override
  public NDArray loss(NDArray x) {
    NDArray code = encode(x);
    NDArray z = decodeToPreActivation(code);
    NDArray sum =
        mathematics.hasCrossEntropy()
            // - x log y - (1 - x) log(1 - y), from the pre-activation
            ? Activation.softPlus(z).sum().sub(x.mul(z).sum())
            : z.sub(x).square().sum();
    NDArray mean = sum.div(x.getShape().get(0));
    return switch (mathematics.kind()) {
      case KL -> mean.add(divergence(code));
      case CONTRACTIVE -> mean.add(contraction(code));
      case PLAIN, DEEP, TOP_K -> mean;
    };
  }

  NDArray encode(NDArray x) {
    NDArray h = x;
    for (int layer = 0; layer < mathematics.sizes().size(); layer++) {
      h = activated(linear(h, weights.get(layer), biases.get(layer)), layer);
    }
    return mathematics.k() == 0 ? h : withLargest(h);
  }

  NDArray reconstruct(NDArray x) {
    return activated(decodeToPreActivation(encode(x)), mathematics.depth() - 1);
  }

  private NDArray decodeToPreActivation(NDArray code) {
    NDArray h = code;
    int last = mathematics.depth() - 1;
    for (int layer = mathematics.sizes().size(); layer <= last; layer++) {
      NDArray w = mathematics.tied() ? weights.get(0).transpose() : weights.get(layer);
      NDArray z = linear(h, w, biases.get(layer));
      h = layer == last ? z : activated(z, layer);
    }
    return h;
  }

  private static NDArray linear(NDArray x, NDArray w, NDArray b) {
    return x.getNDArrayInternal().linear(x, w, b).singletonOrThrow();
  }

  private NDArray activated(NDArray z, int layer) {
    return switch (mathematics.activation(layer)) {
      case SIGMOID -> Activation.sigmoid(z);
      case ELU -> Activation.elu(z, 1);
      case IDENTITY -> z;
      default -> throw new IllegalStateException("not in use here");
    };
  }

  private NDArray withLargest(NDArray z) {
    NDList valuesAndIndices = z.topK(mathematics.k(), 1, true, false);
    return zeroCode.scatter(valuesAndIndices.get(1), valuesAndIndices.get(0), 1);
  }

  /** {@code beta sum_j KL(rho || r_j)}, r the mean activations. */
  private static NDArray divergence(NDArray code) {
    // As float: a double would turn the scalars that it meets into doubles.
    float rho = (float) Network.RHO;
    double constant = rho * Math.log(rho) + (1 - rho) * Math.log(1 - rho);
    NDArray rates = code.mean(new int[] {0});
    NDArray divergence =
        rates.log().mul(-rho).add(rates.neg().add(1).log().mul(rho - 1)).add((float) constant);
    return divergence.sum().mul((float) Network.BETA);
  }

  /** {@code lambda / N sum_nj (h (1 - h))^2 ||W_j||^2}. */
  private NDArray contraction(NDArray code) {
    NDArray squaredDerivatives = code.sub(code.square()).square().sum(new int[] {0});
    NDArray squaredNorms = weights.get(0).square().sum(new int[] {1});
    return squaredDerivatives
        .mul(squaredNorms)
        .sum()
        .mul((float) (Network.LAMBDA / code.getShape().get(0)));
  }
}
