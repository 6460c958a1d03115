package org.autoencoderzoo.layers;

import org.autoencoderzoo.internal.kernels.HostMemory;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Arrays whose last dimension varies fastest, without gaps. */
final class RowMajor {

  private RowMajor() {}

  static boolean is(INDArray a) {
    return a.ordering() == 'c' && HostMemory.isWithoutGaps(a);
  }

  /** The array itself, or a copy of it. */
  static INDArray of(INDArray a) {
    return is(a) ? a : a.dup('c');
  }
}
