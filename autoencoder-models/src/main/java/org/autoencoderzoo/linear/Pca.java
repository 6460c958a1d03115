package org.autoencoderzoo.linear;

import java.util.Arrays;
import org.autoencoderzoo.EncoderDecoder;
import org.autoencoderzoo.settings.Arguments;
import org.autoencoderzoo.settings.InputCheck;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Principal component analysis (Pearson 1901, Hotelling 1933): the projection {@code z = U^T (x -
 * mean)} on the k eigenvectors of the covariance {@code C = 1/N sum (x - mean)(x - mean)^T} with
 * the largest eigenvalues. No linear code of k units reconstructs the training data with less
 * squared error, which is N times the sum of the other eigenvalues.
 *
 * <p>Data of any type is fitted in double precision; codes and reconstructions have the type of the
 * data that was fitted, or ND4J's default type if those were whole numbers. Signs are fixed: the
 * component's entry of largest magnitude is positive. One analysis may be used by several threads.
 */
public final class Pca implements EncoderDecoder {

  private static final int BLOCK = 4096;

  /** Below this share of the largest eigenvalue, a component is lost in rounding. */
  private static final double NEGLIGIBLE = 1e-10;

  private final INDArray mean;
  private final INDArray components;
  private final double[] explainedVariance;
  private final double totalVariance;

  private Pca(INDArray mean, INDArray components, double[] explainedVariance, double total) {
    this.mean = mean;
    this.components = components;
    this.explainedVariance = explainedVariance;
    this.totalVariance = total;
  }

  /**
   * Fits the first principal components.
   *
   * @param x examples {@code [N, D]}, not modified
   * @param codeSize components to keep, 1 to min(N, D)
   * @return the fitted analysis
   * @throws IllegalArgumentException if codeSize is out of range, or x is no such matrix or holds a
   *     value that is not finite
   */
  public static Pca fit(INDArray x, int codeSize) {
    InputCheck.matrix("examples", x, "D");
    long most = Math.min(x.size(0), x.size(1));
    Arguments.require(
        codeSize >= 1 && codeSize <= most,
        "codeSize",
        codeSize,
        "1 to %d: %d examples of %d features have no more components"
            .formatted(most, x.size(0), x.size(1)));
    InputCheck.finite("examples", x, x.dataType());
    DataType type = InputCheck.floatingType(x);
    INDArray mean = mean(x);
    Spectrum spectrum = x.size(0) < x.size(1) ? ofGram(x, mean) : ofCovariance(x, mean);
    if (spectrum.values()[codeSize - 1] <= NEGLIGIBLE * spectrum.values()[0]) {
      spectrum = ofCovariance(x, mean); // Gives orthonormal components beyond the rank, too.
    }
    INDArray components = spectrum.vectors().get(NDArrayIndex.interval(0, codeSize));
    return new Pca(
        mean.castTo(type),
        withFixedSigns(components).castTo(type),
        Arrays.copyOf(spectrum.values(), codeSize),
        Arrays.stream(spectrum.values()).sum());
  }

  /** Eigenvalues of the covariance, falling; eigenvectors as rows, in double. */
  private record Spectrum(double[] values, INDArray vectors) {

    /** Of a matrix without negative eigenvalues, but for rounding. */
    static Spectrum of(INDArray matrix) {
      Arguments.require(
          Double.isFinite(matrix.sumNumber().doubleValue()),
          "the covariance",
          "not finite",
          "finite: the examples are too large; divide them by a power of ten");
      SymmetricEigen eigen = SymmetricEigen.of(matrix);
      double[] values = Arrays.stream(eigen.values()).map(v -> Math.max(0, v)).toArray();
      return new Spectrum(values, eigen.vectors());
    }
  }

  /** From the {@code D x D} covariance: the cheaper way for N at least D. */
  private static Spectrum ofCovariance(INDArray x, INDArray mean) {
    long n = x.size(0);
    INDArray covariance = Nd4j.create(DataType.DOUBLE, new long[] {x.size(1), x.size(1)}, 'f');
    for (long from = 0; from < n; from += BLOCK) {
      try (INDArray block = centred(x, mean, from, Math.min(n, from + BLOCK))) {
        Nd4j.gemm(block, block, covariance, true, false, 1.0 / n, 1);
      }
    }
    return Spectrum.of(covariance);
  }

  /**
   * From the {@code N x N} Gram matrix, that is the left singular vectors: the cheaper way for
   * fewer examples than features.
   */
  private static Spectrum ofGram(INDArray x, INDArray mean) {
    long n = x.size(0);
    INDArray centred = centred(x, mean, 0, n);
    INDArray gram = Nd4j.create(DataType.DOUBLE, new long[] {n, n}, 'f');
    Nd4j.gemm(centred, centred, gram, false, true, 1.0 / n, 0);
    Spectrum left = Spectrum.of(gram);
    INDArray vectors = left.vectors().mmul(centred);
    INDArray lengths = vectors.norm2(true, 1);
    vectors.diviColumnVector(lengths.addi(Double.MIN_NORMAL));
    return new Spectrum(left.values(), vectors);
  }

  private static INDArray mean(INDArray x) {
    INDArray sum = Nd4j.zeros(DataType.DOUBLE, x.size(1));
    for (long from = 0; from < x.size(0); from += BLOCK) {
      long to = Math.min(x.size(0), from + BLOCK);
      try (INDArray block = inDouble(x, from, to)) {
        sum.addi(block.sum(0));
      }
    }
    return sum.divi(x.size(0));
  }

  private static INDArray centred(INDArray x, INDArray mean, long from, long to) {
    return inDouble(x, from, to).subiRowVector(mean);
  }

  /** A copy, which the caller may close: blocks are large, and garbage is collected late. */
  private static INDArray inDouble(INDArray x, long from, long to) {
    return Nd4j.createUninitialized(DataType.DOUBLE, new long[] {to - from, x.size(1)}, 'c')
        .assign(x.get(NDArrayIndex.interval(from, to)));
  }

  private static INDArray withFixedSigns(INDArray components) {
    INDArray fixed = components.dup('c');
    for (int i = 0; i < fixed.rows(); i++) {
      INDArray row = fixed.getRow(i);
      if (row.getDouble(Transforms.abs(row, true).argMax(0).getLong(0)) < 0) {
        row.negi();
      }
    }
    return fixed;
  }

  @Override
  public int codeSize() {
    return (int) components.size(0);
  }

  @Override
  public INDArray encode(INDArray x) {
    InputCheck.shape("examples", x, components.size(1));
    INDArray typed = InputCheck.finite("examples", x, components.dataType());
    return typed.isEmpty()
        ? Nd4j.create(typed.dataType(), 0, codeSize())
        : typed.subRowVector(mean).mmul(components.transpose());
  }

  @Override
  public INDArray decode(INDArray codes) {
    InputCheck.shape("codes", codes, codeSize());
    INDArray typed = InputCheck.finite("codes", codes, components.dataType());
    return typed.isEmpty()
        ? Nd4j.create(typed.dataType(), 0, components.size(1))
        : typed.mmul(components).addiRowVector(mean);
  }

  /** {@return a copy of the principal directions, orthonormal rows {@code [codeSize, D]}} */
  public INDArray components() {
    return components.dup();
  }

  /** {@return a copy of the mean of the training examples, {@code [D]}} */
  public INDArray mean() {
    return mean.dup();
  }

  /** {@return the variance along each component, the eigenvalues of C, largest first} */
  public double[] explainedVariance() {
    return explainedVariance.clone();
  }

  /** {@return the variance of the training data over all directions, the trace of C} */
  public double totalVariance() {
    return totalVariance;
  }

  /** {@return the share of the total variance that the components explain, 0 to 1} */
  public double explainedVarianceRatio() {
    return totalVariance == 0 ? 1 : Arrays.stream(explainedVariance).sum() / totalVariance;
  }
}
