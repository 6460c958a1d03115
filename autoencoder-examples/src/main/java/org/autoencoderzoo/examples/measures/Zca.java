package org.autoencoderzoo.examples.measures;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.autoencoderzoo.linear.Pca;
import org.autoencoderzoo.settings.Arguments;
import org.autoencoderzoo.settings.InputCheck;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * ZCA whitening (Bell and Sejnowski 1997): {@code z = W (x - mean)} with the symmetric {@code W =
 * U^T diag(1 / sqrt(lambda + epsilon)) U}, from the eigenvectors (rows of U) and eigenvalues of the
 * covariance. Of all matrices that make the covariance the identity, this one changes the data
 * least: whitened images still look like images.
 *
 * <p>Natural image patches are usually brought to zero mean each, first: {@code
 * x.subColumnVector(x.mean(1))}. One eigenvalue is zero then, so epsilon must be above zero.
 */
public final class Zca {

  /** Below this share of the largest eigenvalue, a direction is empty. */
  private static final double NEGLIGIBLE = 1e-10;

  private final INDArray mean;
  private final INDArray matrix;
  private final INDArray inverse;

  private Zca(INDArray mean, INDArray matrix, INDArray inverse) {
    this.mean = mean;
    this.matrix = matrix;
    this.inverse = inverse;
  }

  /**
   * Fits the whitening in double precision.
   *
   * @param x examples {@code [N, D]}, not modified
   * @param epsilon added to each eigenvalue of the covariance, at least 0; keeps directions of
   *     little variance, which are noise, from being blown up. Above 0 if the covariance is
   *     singular
   * @return the fitted whitening; its arrays have the type of x, or ND4J's default type if x holds
   *     whole numbers
   * @throws IllegalArgumentException if epsilon is out of range, or x is no such matrix or holds a
   *     value that is not finite
   */
  public static Zca fit(INDArray x, double epsilon) {
    Arguments.atLeast("epsilon", epsilon, 0);
    InputCheck.matrix("examples", x, "D");
    DataType type = InputCheck.floatingType(x);
    int features = (int) x.size(1);
    Pca pca = Pca.fit(x.castTo(DataType.DOUBLE), (int) Math.min(x.size(0), features));
    double[] lambda = pca.explainedVariance();
    long directions = Arrays.stream(lambda).filter(v -> v > NEGLIGIBLE * lambda[0]).count();
    Arguments.require(
        epsilon > 0 || directions == features,
        "epsilon",
        epsilon,
        "above 0: the examples vary along " + directions + " of " + features + " directions only");
    return new Zca(
        pca.mean().castTo(type),
        function(v -> 1 / Math.sqrt(v + epsilon), pca).castTo(type),
        function(v -> Math.sqrt(v + epsilon), pca).castTo(type));
  }

  /**
   * {@code U^T diag(f(lambda)) U} over all D eigenvectors; those that PCA of fewer examples than
   * features does not have share the eigenvalue 0, so that together they need no basis.
   */
  private static INDArray function(DoubleUnaryOperator f, Pca pca) {
    INDArray u = pca.components();
    double others = u.size(0) < u.size(1) ? f.applyAsDouble(0) : 0;
    double[] scales =
        Arrays.stream(pca.explainedVariance()).map(v -> f.applyAsDouble(v) - others).toArray();
    INDArray scaled = u.mulColumnVector(Nd4j.createFromArray(scales));
    INDArray identity = Nd4j.eye(u.size(1)).castTo(DataType.DOUBLE);
    return u.transpose().mmul(scaled).addi(identity.muli(others));
  }

  /**
   * Whitens examples.
   *
   * @param x {@code [N, D]}, any N, not modified
   * @return whitened examples {@code [N, D]}
   * @throws IllegalArgumentException if x has another shape or holds a value that is not finite
   */
  public INDArray whiten(INDArray x) {
    INDArray typed = typed("examples", x);
    return typed.isEmpty() ? typed : typed.subRowVector(mean).mmul(matrix);
  }

  /**
   * The inverse of {@link #whiten}.
   *
   * @param z whitened examples {@code [N, D]}, any N, not modified
   * @return examples {@code [N, D]}
   * @throws IllegalArgumentException if z has another shape or holds a value that is not finite
   */
  public INDArray unwhiten(INDArray z) {
    INDArray typed = typed("whitened examples", z);
    return typed.isEmpty() ? typed : typed.mmul(inverse).addiRowVector(mean);
  }

  private INDArray typed(String what, INDArray rows) {
    InputCheck.shape(what, rows, mean.length());
    return InputCheck.finite(what, rows, mean.dataType());
  }

  /** {@return a copy of W, symmetric, {@code [D, D]}; its rows are the whitening filters} */
  public INDArray matrix() {
    return matrix.dup();
  }

  /** {@return a copy of the mean of the training examples, {@code [D]}} */
  public INDArray mean() {
    return mean.dup();
  }
}
