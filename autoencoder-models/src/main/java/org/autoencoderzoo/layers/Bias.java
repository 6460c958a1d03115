package org.autoencoderzoo.layers;

import org.autoencoderzoo.internal.kernels.Elementwise;
import org.autoencoderzoo.internal.kernels.HostMemory;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** One value for each unit {@code [N, K]}, or for each channel {@code [N, K, H, W]}. */
final class Bias {

  private Bias() {}

  /** Adds a bias {@code [K]} to z, in place. */
  static INDArray add(INDArray z, INDArray bias) {
    if (z.ordering() == 'c' && HostMemory.holds(z, bias)) {
      Elementwise.addToChannels(z, bias);
      return z;
    }
    Nd4j.exec(
        DynamicCustomOp.builder("biasadd")
            .addInputs(z, bias)
            .addOutputs(z)
            .addBooleanArguments(true) // channels are the second dimension
            .build());
    return z;
  }

  /** The gradient {@code [K]} of the bias, as a new array. */
  static INDArray gradient(INDArray delta) {
    return delta.rank() == 2 ? delta.sum(0) : delta.sum(0, 2, 3);
  }

  /** Writes the gradient of the bias into a target {@code [K]}. */
  static void gradient(INDArray delta, INDArray target) {
    if (delta.ordering() == 'c' && HostMemory.holds(delta, target)) {
      Elementwise.sumOfChannels(delta, target);
    } else if (delta.rank() == 2) {
      delta.sum(target, 0);
    } else {
      delta.sum(target, 0, 2, 3);
    }
  }
}
