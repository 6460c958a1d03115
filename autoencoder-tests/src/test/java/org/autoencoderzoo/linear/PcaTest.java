package org.autoencoderzoo.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.autoencoderzoo.PublicData;
import org.autoencoderzoo.datasets.ImageDataSet;
import org.autoencoderzoo.datasets.TrainTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Principal components against their definition, on digits, and on MNIST against known figures. */
class PcaTest {

  private static final INDArray X = digits();

  private static INDArray digits() {
    try {
      return ImageDataSet.DIGITS.load().train().images();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void errorIsTheSumOfTheDiscardedEigenvalues() {
    double[] all = Pca.fit(X, 61).explainedVariance(); // The variance of the others is zero.
    for (int k : new int[] {1, 10, 30}) {
      double discarded = Arrays.stream(all).skip(k).sum();
      assertThat(meanError(Pca.fit(X, k), X)).isCloseTo(discarded, within(1e-5 * discarded));
    }
  }

  @Test
  void componentsAreOrthonormalAndUncorrelate() {
    Pca pca = Pca.fit(X.castTo(DataType.DOUBLE), 20);
    INDArray u = pca.components();
    assertThat(u.mmul(u.transpose()).equalsWithEps(Nd4j.eye(20).castTo(DataType.DOUBLE), 1e-10))
        .isTrue();
    INDArray codes = pca.encode(X.castTo(DataType.DOUBLE));
    INDArray covariance = codes.transpose().mmul(codes).divi(X.size(0));
    INDArray expected = Nd4j.diag(Nd4j.createFromArray(pca.explainedVariance()));
    assertThat(covariance.equalsWithEps(expected, 1e-10)).isTrue();
  }

  @Test
  void fewerExamplesThanFeaturesGiveTheSameAsTheCovariance() {
    INDArray few = X.get(NDArrayIndex.interval(0, 40)).castTo(DataType.DOUBLE);
    Pca throughGram = Pca.fit(few, 12);
    // The same rows twice have the same mean and covariance, but N >= D.
    Pca throughCovariance = Pca.fit(Nd4j.vstack(few, few), 12);
    assertThat(throughGram.explainedVariance())
        .containsExactly(throughCovariance.explainedVariance(), within(1e-12));
    assertThat(throughGram.components().equalsWithEps(throughCovariance.components(), 1e-8))
        .isTrue();
    assertThat(throughGram.totalVariance())
        .isCloseTo(throughCovariance.totalVariance(), within(1e-12));
  }

  @Test
  void moreComponentsThanTheRankAreStillOrthonormal() {
    INDArray rankTwo =
        Nd4j.createFromArray(new double[][] {{1, 0, 0, 0}, {0, 1, 0, 0}, {-1, -1, 0, 0}});
    INDArray u = Pca.fit(rankTwo, 3).components();
    assertThat(u.mmul(u.transpose()).equalsWithEps(Nd4j.eye(3).castTo(DataType.DOUBLE), 1e-10))
        .isTrue();
  }

  @Test
  void signsDoNotDependOnTheExamplesOrder() {
    INDArray u = Pca.fit(X, 10).components();
    int[] backwards = new int[(int) X.size(0)];
    Arrays.setAll(backwards, i -> backwards.length - 1 - i);
    INDArray other = Pca.fit(Nd4j.pullRows(X, 1, backwards, 'c'), 10).components();
    assertThat(u.equalsWithEps(other, 1e-5)).isTrue();
    for (int i = 0; i < 10; i++) {
      INDArray row = u.getRow(i);
      assertThat(row.maxNumber().doubleValue()).isGreaterThan(-row.minNumber().doubleValue());
    }
  }

  @Test
  void allComponentsReconstructTheData() {
    assertThat(meanError(Pca.fit(X, 64), X)).isLessThan(1e-9);
    assertThat(Pca.fit(X, 64).explainedVarianceRatio()).isCloseTo(1, within(1e-12));
  }

  @Test
  void argumentsAreNotModified() {
    INDArray x = X.dup();
    Pca pca = Pca.fit(x, 5);
    INDArray codes = pca.encode(x);
    INDArray codesBefore = codes.dup();
    pca.decode(codes);
    assertThat(x).isEqualTo(X);
    assertThat(codes).isEqualTo(codesBefore);
  }

  /**
   * All on one line, along which the squares of 15, 5, -5 and -15 average to 125, in 3 features.
   */
  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"BOOL", "UTF8", "COMPRESSED", "UNKNOWN"},
      mode = EnumSource.Mode.EXCLUDE)
  void numbersOfAnyTypeHaveTheSameComponent(DataType type) {
    INDArray x =
        Nd4j.createFromArray(new double[][] {{1, 2, 3}, {11, 12, 13}, {21, 22, 23}, {31, 32, 33}})
            .castTo(type);
    Pca pca = Pca.fit(x, 1);
    double tolerance = type.isFPType() && type.width() == 2 ? 1e-2 : 1e-6;
    assertThat(pca.explainedVariance()[0]).isCloseTo(375, within(1e-9));
    assertThat(pca.components().castTo(DataType.DOUBLE).toDoubleVector())
        .containsExactly(rowOf(3, 1 / Math.sqrt(3)), within(tolerance));
    assertThat(pca.encode(x).castTo(DataType.DOUBLE).getColumn(0).toDoubleVector())
        .containsExactly(
            new double[] {
              -15 * Math.sqrt(3), -5 * Math.sqrt(3), 5 * Math.sqrt(3), 15 * Math.sqrt(3)
            },
            within(30 * tolerance));
    assertThat(pca.decode(pca.encode(x)).castTo(DataType.DOUBLE).getRow(3).toDoubleVector())
        .containsExactly(new double[] {31, 32, 33}, within(30 * tolerance));
    assertThat(meanError(pca, x)).isCloseTo(0, within(tolerance));
  }

  private static double[] rowOf(int length, double value) {
    double[] row = new double[length];
    Arrays.fill(row, value);
    return row;
  }

  @Test
  void trueAndFalseAreOneAndZero() {
    INDArray x = Nd4j.createFromArray(new double[][] {{1, 1, 0}, {0, 0, 0}, {1, 1, 0}, {0, 0, 0}});
    Pca pca = Pca.fit(x.castTo(DataType.BOOL), 1);
    assertThat(pca.explainedVariance()[0]).isCloseTo(0.5, within(1e-12));
    assertThat(pca.encode(x.castTo(DataType.BOOL)).toDoubleMatrix()[0][0])
        .isCloseTo(Math.sqrt(0.5), within(1e-6));
  }

  @Test
  void rowsOfAnotherTypeThanThoseFittedHaveTheSameCodes() {
    INDArray x = X.get(NDArrayIndex.interval(0, 50));
    Pca pca = Pca.fit(x, 5);
    INDArray codes = pca.encode(x.castTo(DataType.DOUBLE));
    assertThat(codes).isEqualTo(pca.encode(x));
    assertThat(pca.decode(codes.castTo(DataType.DOUBLE))).isEqualTo(pca.decode(codes));
    assertThat(pca.reconstructionError(x.castTo(DataType.DOUBLE)))
        .isEqualTo(pca.reconstructionError(x));
  }

  @Test
  void viewsAndColumnMajorRowsAreReadAsWhatTheyShow() {
    INDArray wide = Nd4j.hstack(X, X.add(1));
    INDArray view = wide.get(NDArrayIndex.interval(3, 2, 90), NDArrayIndex.interval(0, 64));
    INDArray plain = view.dup('c');
    Pca expected = Pca.fit(plain, 4);
    for (INDArray same : List.of(view, plain.dup('f'))) {
      Pca pca = Pca.fit(same, 4);
      assertThat(pca.components().equalsWithEps(expected.components(), 1e-5)).isTrue();
      assertThat(expected.encode(same).equalsWithEps(expected.encode(plain), 1e-5)).isTrue();
    }
  }

  @Test
  void noRowsHaveNoCodes() {
    Pca pca = Pca.fit(X, 3);
    INDArray none = Nd4j.create(DataType.FLOAT, 0, 64);
    assertThat(pca.encode(none).shape()).containsExactly(0, 3);
    assertThat(pca.decode(pca.encode(none)).shape()).containsExactly(0, 64);
    assertThat(pca.reconstructionError(none).length()).isZero();
  }

  @Test
  void constantRowsAndOneRowAreTheirOwnMean() {
    for (INDArray x : List.of(Nd4j.ones(5, 3).mul(7), Nd4j.ones(1, 3).mul(7))) {
      Pca pca = Pca.fit(x, 1);
      assertThat(pca.totalVariance()).isZero();
      assertThat(pca.components().norm2Number().doubleValue()).isCloseTo(1, within(1e-6));
      assertThat(pca.reconstruct(x)).isEqualTo(x);
    }
  }

  @Test
  void rowsWhoseSquaresOverflowAreRefused() {
    assertThatThrownBy(
            () -> Pca.fit(Nd4j.createFromArray(new double[][] {{1e200, 0}, {0, 1}, {1, 1}}), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the examples are too large");
  }

  @ParameterizedTest
  @CsvSource({"0", "65", "-1"})
  void codeSizesThatMakeNoSenseAreRefused(int codeSize) {
    assertThatThrownBy(() -> Pca.fit(X, codeSize))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("codeSize is " + codeSize + ", must be 1 to 64");
  }

  @Test
  void valuesThatAreNotFiniteAreRefused() {
    INDArray x = X.dup();
    x.putScalar(3, 5, Double.NaN);
    assertThatThrownBy(() -> Pca.fit(x, 2))
        .hasMessage("Row 3 of the examples, column 5, is NaN: not a finite number");
  }

  /**
   * Computed with NumPy; 13.87 is also what Hinton and Salakhutdinov (2006) report for PCA-30. Of
   * 64 components the first are those of a smaller code, and the error grows by the square of what
   * the others give.
   */
  @Test
  void mnistErrorsAreTheKnownOnes() throws IOException {
    TrainTest mnist = PublicData.orSkip(ImageDataSet.MNIST::load);
    INDArray train = mnist.train().images();
    INDArray test = mnist.test().images();
    Pca pca = Pca.fit(train, 64);
    double ofTrain = meanError(pca, train);
    double ofTest = meanError(pca, test);
    double[] squaredOfTrain = meanSquaredCodes(pca, train);
    double[] squaredOfTest = meanSquaredCodes(pca, test);
    double[][] known = {
      {2, 43.645, 43.867}, {10, 26.714, 26.987}, {30, 13.866, 14.207}, {64, 7.093, 7.279}
    };
    for (double[] errors : known) {
      int codeSize = (int) errors[0];
      assertThat(ofTest + Arrays.stream(squaredOfTest).skip(codeSize).sum())
          .isCloseTo(errors[1], within(5e-4));
      assertThat(ofTrain + Arrays.stream(squaredOfTrain).skip(codeSize).sum())
          .isCloseTo(errors[2], within(5e-4));
    }
  }

  private static double[] meanSquaredCodes(Pca pca, INDArray x) {
    INDArray codes = pca.encode(x).castTo(DataType.DOUBLE);
    return codes.muli(codes).mean(0).toDoubleVector();
  }

  private static double meanError(Pca pca, INDArray x) {
    return pca.reconstructionError(x).castTo(DataType.DOUBLE).meanNumber().doubleValue();
  }
}
