package org.autoencoderzoo.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.autoencoderzoo.internal.ops.Operand;
import org.autoencoderzoo.internal.ops.Ops;
import org.autoencoderzoo.internal.ops.WeightGradient;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The matrix products of a training step, on the same BLAS and threads and into arrays that are
 * there: for each layer forward, for its weights, and, but for the first, for its input. Of a top-k
 * network only the first product: the others can be done for the kept units alone.
 */
final class GemmFloor implements Step {

  private static final Ops OPS = Ops.get();

  private final List<Runnable> products = new ArrayList<>();

  private GemmFloor() {}

  static GemmFloor ofTraining(Network network, int rows) {
    OPS.takeThreads();
    GemmFloor floor = new GemmFloor();
    for (int layer = 0; layer < (network.k() == 0 ? network.depth() : 1); layer++) {
      int in = network.widths().get(layer);
      int out = network.widths().get(layer + 1);
      if (network.k() == 0) {
        floor.addLayer(rows, in, out, layer > 0);
      } else {
        floor.addForward(Operand.of(random(rows, in)), random(in, out));
      }
    }
    return floor;
  }

  /** With patches in the rows: a convolution is their product with the kernels. */
  static GemmFloor ofTraining(ConvolutionalNetwork network, int images) {
    GemmFloor floor = new GemmFloor();
    for (int layer = 0; layer < network.depth(); layer++) {
      int positions = network.smallerSide(layer) * network.smallerSide(layer);
      int area = ConvolutionalNetwork.KERNEL * ConvolutionalNetwork.KERNEL;
      int of = network.isTransposed(layer) ? layer + 1 : layer;
      int to = network.isTransposed(layer) ? layer : layer + 1;
      floor.addLayer(
          images * positions,
          network.channels().get(of) * area,
          network.channels().get(to),
          layer > 0);
    }
    return floor;
  }

  static GemmFloor ofInference(Network network, int rows, int layers) {
    GemmFloor floor = new GemmFloor();
    for (int layer = 0; layer < layers; layer++) {
      int in = network.widths().get(layer);
      int out = network.widths().get(layer + 1);
      floor.addForward(Operand.of(random(rows, in)), random(in, out));
    }
    return floor;
  }

  private void addLayer(int rows, int in, int out, boolean hasInputGradient) {
    Operand x = Operand.of(random(rows, in));
    INDArray w = random(in, out);
    Operand z = Operand.of(addForward(x, w));
    INDArray ofWeights = random(in, out);
    products.add(() -> OPS.weightGradient(x, z, new WeightGradient(ofWeights, false)));
    if (hasInputGradient) {
      INDArray ofInput = random(rows, in);
      products.add(() -> OPS.productTransposed(z, w, null, ofInput));
    }
  }

  private INDArray addForward(Operand x, INDArray w) {
    INDArray z = random((int) x.array().size(0), (int) w.size(1));
    products.add(() -> OPS.product(x, w, null, z));
    return z;
  }

  /** Row-major, between -0.03 and 0.03. */
  private static INDArray random(int rows, int columns) {
    SplittableRandom random = new SplittableRandom(rows * 31L + columns);
    return Nd4jArrays.matrix(StartValues.uniform(random, rows * columns, -0.03, 0.03), columns);
  }

  @Override
  public double run() {
    products.forEach(Runnable::run);
    return products.size();
  }
}
