package org.autoencoderzoo.penalties;

import org.autoencoderzoo.kernels.Elementwise;
import org.autoencoderzoo.kernels.HostMemory;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Products of what each example has with what all of them share. */
final class Products {

  private Products() {}

  /**
   * Multiplies each example by one row.
   *
   * @param perExample {@code [N, ...]}, not modified
   * @param row {@code [1, ...]}
   * @return a new array
   */
  static INDArray byRow(INDArray perExample, INDArray row) {
    if (perExample.ordering() != 'c' || !HostMemory.holds(perExample, row)) {
      return perExample.mul(row);
    }
    INDArray product = perExample.ulike();
    Elementwise.apply(
        perExample,
        row,
        product,
        (a, b, target, count) -> {
          for (int i = 0; i < count; i++) {
            target[i] = a[i] * b[i];
          }
        });
    return product;
  }
}
