package org.autoencoderzoo.datasets;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Turns unsigned bytes into rows of pixels in [0,1]. */
final class PixelRows {
  private PixelRows() {}

  /**
   * Scales bytes to [0,1].
   *
   * @param bytes unsigned, row by row
   * @param columns the length of a row
   * @param white the byte that becomes 1
   * @return {@code [bytes.length / columns, columns]}, float32, 'c' order
   */
  static INDArray of(byte[] bytes, int columns, int white) {
    // ND4J does the conversion: no float array on the Java heap, 0.1 s for MNIST.
    int rows = bytes.length / columns;
    try (INDArray unsigned =
        Nd4j.create(Nd4j.createTypedBuffer(bytes, DataType.UINT8), rows, columns)) {
      return unsigned.castTo(DataType.FLOAT).divi(white);
    }
  }
}
