package org.autoencoderzoo;

import org.autoencoderzoo.losses.SquaredError;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Whatever turns examples into codes and codes into examples: an autoencoder, or PCA, so that a
 * comparison is one loop. Once it is trained or fitted, any number of threads may share it.
 */
public interface EncoderDecoder {

  /** {@return the number of code units} */
  int codeSize();

  /**
   * The codes of examples.
   *
   * @param x examples {@code [N, D]}, or {@code [N, C, H, W]}, any N, not modified
   * @return codes {@code [N, codeSize]}
   * @throws IllegalArgumentException if x has another shape or holds a value that is not finite
   */
  INDArray encode(INDArray x);

  /**
   * The examples that codes stand for.
   *
   * @param codes {@code [N, codeSize]}, any N, not modified
   * @return reconstructions, of the shape of examples
   * @throws IllegalArgumentException if the codes have another shape or hold a value that is not
   *     finite
   */
  INDArray decode(INDArray codes);

  /**
   * The examples, through their codes.
   *
   * @param x examples {@code [N, D]}, or {@code [N, C, H, W]}, any N, not modified
   * @return reconstructions of the same shape
   * @throws IllegalArgumentException if x has another shape or holds a value that is not finite
   */
  default INDArray reconstruct(INDArray x) {
    return decode(encode(x));
  }

  /**
   * Squared error of each example's reconstruction, summed over its features: large for what is
   * unlike the training data.
   *
   * @param x examples {@code [N, D]}, or {@code [N, C, H, W]}, any N, not modified
   * @return one figure per example, {@code [N]}
   * @throws IllegalArgumentException if x has another shape or holds a value that is not finite
   */
  default INDArray reconstructionError(INDArray x) {
    INDArray reconstructions = reconstruct(x);
    if (x.size(0) == 0) {
      return Nd4j.create(reconstructions.dataType(), 0);
    }
    return SquaredError.ofExamples(x.castTo(reconstructions.dataType()), reconstructions);
  }
}
