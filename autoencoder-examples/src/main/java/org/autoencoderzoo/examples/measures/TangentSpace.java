package org.autoencoderzoo.examples.measures;

import java.util.Arrays;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.evaluation.EncoderJacobian;
import org.autoencoderzoo.linear.SymmetricEigen;
import org.autoencoderzoo.settings.Arguments;
import org.autoencoderzoo.settings.InputCheck;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The directions in which an encoder is sensitive at one example: the singular value decomposition
 * of its Jacobian {@code J = U S V^T}. The leading columns of V span what the model takes for the
 * tangent space of the data there (Rifai, Dauphin, Vincent, Bengio and Muller, "The Manifold
 * Tangent Classifier", NIPS 2011, section 3).
 *
 * @param singularValues min(codeSize, D) of them, falling
 * @param directions the columns of V as rows, {@code [min(codeSize, D), D]}, double; those of a
 *     singular value of zero are zero
 */
public record TangentSpace(double[] singularValues, INDArray directions) {

  /** Below this share of the largest singular value, a direction is lost in rounding. */
  private static final double NEGLIGIBLE = 1e-7;

  /**
   * Decomposes the Jacobian at an example.
   *
   * @param autoencoder whose encoder is a chain of layers
   * @param x one example {@code [1, ...]}, not modified
   * @return the decomposition
   * @throws IllegalArgumentException if x is not one example, or the encoder is no such chain
   */
  public static TangentSpace at(Autoencoder autoencoder, INDArray x) {
    InputCheck.shape("examples", x, autoencoder.inputShape());
    if (x.size(0) != 1) {
      throw new IllegalArgumentException("x: found " + x.size(0) + " examples, expected one");
    }
    EncoderJacobian jacobian =
        EncoderJacobian.of(autoencoder)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "autoencoder: its encoder is not a chain of layers with a known Jacobian"));
    INDArray j = jacobian.at(x);
    return of(j.castTo(DataType.DOUBLE).reshape('c', j.size(1), j.size(2)));
  }

  /** From the eigenvectors of the smaller of {@code J J^T} and {@code J^T J}. */
  private static TangentSpace of(INDArray j) {
    boolean isWide = j.size(0) < j.size(1);
    SymmetricEigen eigen =
        SymmetricEigen.of(isWide ? j.mmul(j.transpose()) : j.transpose().mmul(j));
    INDArray directions = isWide ? eigen.vectors().mmul(j) : eigen.vectors();
    double[] values =
        Arrays.stream(eigen.values()).map(squared -> Math.sqrt(Math.max(0, squared))).toArray();
    for (int i = 0; i < values.length; i++) {
      INDArray direction = directions.getRow(i);
      direction.divi(
          values[i] > NEGLIGIBLE * values[0]
              ? direction.norm2Number().doubleValue()
              : Double.POSITIVE_INFINITY);
    }
    return new TangentSpace(values, directions);
  }

  /**
   * How few directions the encoder is sensitive to.
   *
   * @param count how many, at least 0
   * @return the share of {@code ||J||_F^2} in the leading singular values, 0 to 1; not a number if
   *     all are zero
   * @throws IllegalArgumentException if count is below 0
   */
  public double leadingShare(int count) {
    Arguments.atLeast("count", count, 0);
    double all = Arrays.stream(singularValues).map(s -> s * s).sum();
    return Arrays.stream(singularValues).limit(count).map(s -> s * s).sum() / all;
  }
}
