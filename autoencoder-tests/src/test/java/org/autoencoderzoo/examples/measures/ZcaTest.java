package org.autoencoderzoo.examples.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.autoencoderzoo.RandomExamples;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Whitening against its definition, on correlated examples. */
class ZcaTest {

  private static final int FEATURES = 12;

  private static final INDArray X = correlated();

  private static INDArray correlated() {
    INDArray normal = RandomExamples.normal(DataType.DOUBLE, 500 + FEATURES, FEATURES);
    INDArray mixing = normal.get(NDArrayIndex.interval(500, 500 + FEATURES));
    return normal.get(NDArrayIndex.interval(0, 500)).mmul(mixing).addi(3);
  }

  @Test
  void withoutEpsilonTheCovarianceIsTheIdentity() {
    assertThat(covariance(Zca.fit(X, 0).whiten(X)).equalsWithEps(identity(), 1e-9)).isTrue();
  }

  @Test
  void epsilonIsAddedToTheCovariance() {
    double epsilon = 0.7;
    INDArray w = Zca.fit(X, epsilon).matrix();
    INDArray regularised = covariance(X).addi(identity().muli(epsilon));
    assertThat(w.mmul(regularised).mmul(w).equalsWithEps(identity(), 1e-9)).isTrue();
  }

  @Test
  void matrixIsSymmetric() {
    INDArray w = Zca.fit(X, 0.1).matrix();
    assertThat(w.equalsWithEps(w.transpose(), 1e-12)).isTrue();
  }

  @Test
  void unwhitenGivesTheExamplesBack() {
    for (double epsilon : new double[] {0, 0.1, 10}) {
      Zca zca = Zca.fit(X, epsilon);
      assertThat(zca.unwhiten(zca.whiten(X)).equalsWithEps(X, 1e-9)).isTrue();
    }
  }

  @Test
  void fewerExamplesThanFeaturesGiveTheSameAsTheirRepetition() {
    INDArray few = X.get(NDArrayIndex.interval(0, 8));
    INDArray often = Nd4j.vstack(few, few); // 16 examples of the same covariance: N >= D.
    INDArray expected = Zca.fit(often, 0.1).matrix();
    assertThat(Zca.fit(few, 0.1).matrix().equalsWithEps(expected, 1e-7)).isTrue();
  }

  @Test
  void singularCovarianceNeedsAnEpsilon() {
    INDArray zeroMeanEach = X.subColumnVector(X.mean(1));
    assertThatThrownBy(() -> Zca.fit(zeroMeanEach, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("epsilon is 0.0, must be above 0")
        .hasMessageContaining("11 of 12 directions");
    Zca zca = Zca.fit(zeroMeanEach, 1e-3);
    assertThat(zca.unwhiten(zca.whiten(zeroMeanEach)).equalsWithEps(zeroMeanEach, 1e-7)).isTrue();
  }

  @Test
  void negativeEpsilonIsRefused() {
    assertThatThrownBy(() -> Zca.fit(X, -1)).hasMessageContaining("epsilon is -1.0");
  }

  private static INDArray covariance(INDArray x) {
    INDArray centred = x.subRowVector(x.mean(0));
    return centred.transpose().mmul(centred).divi(x.size(0));
  }

  private static INDArray identity() {
    return Nd4j.eye(FEATURES).castTo(DataType.DOUBLE);
  }
}
