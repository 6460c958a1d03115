package org.autoencoderzoo.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.UnusableRows;
import org.autoencoderzoo.examples.measures.ActivationMaximization;
import org.autoencoderzoo.examples.measures.CodeEntropy;
import org.autoencoderzoo.examples.measures.NearestNeighbors;
import org.autoencoderzoo.examples.measures.PrincipalAngles;
import org.autoencoderzoo.examples.measures.Psnr;
import org.autoencoderzoo.examples.measures.TangentSpace;
import org.autoencoderzoo.examples.measures.UniformQuantizer;
import org.autoencoderzoo.image.ImageShape;
import org.autoencoderzoo.linear.Pca;
import org.autoencoderzoo.zoo.Basic;
import org.autoencoderzoo.zoo.Deep;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Every measure that takes rows: the right figure for numbers of any type, or a clear refusal. */
class EvaluationInputTest {

  private static final INDArray X = RandomExamples.uniform(DataType.FLOAT, 12, 4);
  private static final ImageShape SQUARE = new ImageShape(1, 2, 2);

  private static Autoencoder shallow() {
    return Basic.builder().inputSize(4).codeSize(3).build().init();
  }

  private static Autoencoder deep() {
    return Deep.builder().inputSize(4).hiddenSizes(5).codeSize(3).build().init();
  }

  /** The same numbers in other types, none of which is the network's. */
  private static List<INDArray> inOtherTypes(INDArray zerosAndOnes) {
    return List.of(
        zerosAndOnes.castTo(DataType.DOUBLE),
        zerosAndOnes.castTo(DataType.INT32),
        zerosAndOnes.castTo(DataType.UINT8),
        zerosAndOnes.castTo(DataType.BOOL),
        zerosAndOnes.dup('f'));
  }

  private static INDArray zerosAndOnes() {
    return X.gt(0.5).castTo(DataType.FLOAT);
  }

  @Test
  void neighboursAreFoundAmongFiniteCodesAlone() {
    int[] labels = {0, 1, 2};
    UnusableRows.orNoneAreRefused("codes", 3, x -> new NearestNeighbors(x, labels, 1));
    NearestNeighbors neighbors = new NearestNeighbors(Nd4j.eye(3), labels, 1);
    UnusableRows.orNoneAreRefused("codes", 3, x -> neighbors.accuracy(x, labels));
    UnusableRows.orNoneAreRefused("codes", 3, x -> neighbors.precision(x, labels));
    assertThatThrownBy(() -> neighbors.accuracy(Nd4j.eye(3), null))
        .hasMessage("labels is null, must be given");
    for (INDArray codes : inOtherTypes(Nd4j.eye(3))) {
      assertThat(new NearestNeighbors(codes, labels, 1).accuracy(codes, labels)).isOne();
    }
  }

  @Test
  void quantizerTakesFiniteCodesAndItsOwnLevelsAlone() {
    INDArray codes = Nd4j.createFromArray(new float[][] {{0, 0, 0}, {4, 8, 1}});
    UniformQuantizer quantizer = UniformQuantizer.fit(codes, 2);
    UnusableRows.orNoneAreRefused("codes", 3, x -> UniformQuantizer.fit(x, 2));
    UnusableRows.orOfAnotherWidthAreRefused("codes", 3, quantizer::quantize);
    UnusableRows.orOfAnotherWidthAreRefused("levels", 3, quantizer::dequantize);
    assertThatThrownBy(() -> quantizer.dequantize(Nd4j.createFromArray(new int[][] {{0, 4, 0}})))
        .hasMessage("greatest level is 4.0, must be at most 3");
    assertThatThrownBy(() -> quantizer.dequantize(Nd4j.createFromArray(new int[][] {{0, -1, 0}})))
        .hasMessage("least level is -1.0, must be at least 0");
    assertThat(quantizer.quantize(Nd4j.create(DataType.FLOAT, 0, 3)).shape()).containsExactly(0, 3);
    assertThat(quantizer.dequantize(Nd4j.create(DataType.FLOAT, 0, 3)).shape())
        .containsExactly(0, 3);
    assertThat(quantizer.quantize(codes.castTo(DataType.INT32)).toIntMatrix())
        .isDeepEqualTo(new int[][] {{0, 0, 0}, {3, 3, 3}});
  }

  @Test
  void dequantizingLeavesTheLevelsAsTheyAre() {
    INDArray levels = Nd4j.createFromArray(new double[][] {{0}, {3}});
    UniformQuantizer.fit(Nd4j.createFromArray(new float[][] {{0}, {4}}), 2).dequantize(levels);
    assertThat(levels.toDoubleVector()).containsExactly(0, 3);
  }

  @Test
  void entropyIsOfWholeNumbersOfAnyType() {
    UnusableRows.orNoneAreRefused("levels", 3, CodeEntropy::bitsPerExample);
    assertThatThrownBy(() -> CodeEntropy.bitsPerExample(Nd4j.ones(2, 2).mul(0.5)))
        .hasMessage("a level is 0.5, must be a whole number");
    for (INDArray levels : inOtherTypes(Nd4j.eye(2))) {
      assertThat(CodeEntropy.bitsPerExample(levels)).isCloseTo(2, within(1e-12));
    }
  }

  @Test
  void ratiosAreOfFinitePixels() {
    UnusableRows.areRefused("reconstructions", 4, x -> Psnr.of(imageLike(x), x));
    UnusableRows.areRefused("images", 4, x -> Psnr.of(x, imageLike(x)));
    assertThat(Psnr.of(Nd4j.create(DataType.FLOAT, 0, 4), Nd4j.create(DataType.FLOAT, 0, 4)))
        .isEmpty();
    for (INDArray image : inOtherTypes(Nd4j.createFromArray(new float[][] {{1, 0, 1, 0}}))) {
      INDArray off = Nd4j.createFromArray(new float[][] {{0.9f, 0.1f, 0.9f, 0.1f}});
      assertThat(Psnr.of(image, off)[0]).isCloseTo(20, within(1e-5));
    }
  }

  /** The other argument, which is not the one to be refused. */
  private static INDArray imageLike(INDArray x) {
    return x == null || x.rank() != 2 ? Nd4j.ones(3, 4) : Nd4j.ones(x.shape());
  }

  @Test
  void anglesAreBetweenFiniteRows() {
    INDArray plane = Nd4j.createFromArray(new float[][] {{1, 0, 0}, {0, 1, 0}});
    UnusableRows.orNoneAreRefused("rows of a", 3, x -> PrincipalAngles.between(x, plane));
    UnusableRows.orNoneAreRefused("rows of b", 3, x -> PrincipalAngles.between(plane, x));
    for (INDArray rows : inOtherTypes(plane)) {
      INDArray tilted = Nd4j.createFromArray(new float[][] {{1, 0, 1}});
      assertThat(PrincipalAngles.between(rows, tilted)[0]).isCloseTo(45, within(1e-5));
    }
  }

  @Test
  void extentIsOfFiniteFilters() {
    UnusableRows.orNoneAreRefused("filters", 4, x -> SpatialExtent.area(x, SQUARE));
    UnusableRows.orNoneAreRefused("filters", 4, x -> SpatialExtent.meanArea(x, SQUARE));
    UnusableRows.orNoneAreRefused("filters", 4, x -> SpatialExtent.detail(x, SQUARE));
    UnusableRows.orNoneAreRefused("filters", 4, x -> SpatialExtent.meanDetail(x, SQUARE));
    UnusableRows.orNoneAreRefused("filters", 4, x -> SpatialExtent.shareWithinWindow(x, SQUARE, 1));
    for (INDArray filter : inOtherTypes(Nd4j.createFromArray(new float[][] {{1, 0, 1, 0}}))) {
      assertThat(SpatialExtent.area(filter, SQUARE)).containsExactly(2);
      assertThat(SpatialExtent.shareWithinWindow(filter, SQUARE, 1)).containsExactly(0.5);
    }
  }

  @Test
  void jacobianIsOfExamplesThatTheNetworkReads() {
    for (Autoencoder autoencoder : List.of(shallow(), deep())) {
      EncoderJacobian jacobian = EncoderJacobian.of(autoencoder).orElseThrow();
      INDArray x = zerosAndOnes();
      UnusableRows.orOfAnotherWidthAreRefused("examples", 4, jacobian::at);
      UnusableRows.orOfAnotherWidthAreRefused("examples", 4, jacobian::norms);
      UnusableRows.orOfAnotherWidthAreRefused("examples", 4, y -> jacobian.changes(y, x));
      UnusableRows.orOfAnotherWidthAreRefused("examples", 4, y -> jacobian.changes(x, y));
      assertThatThrownBy(() -> jacobian.changes(x, x.getRow(0, true)))
          .hasMessage("number of moved examples is 1, must be that of the examples, 12");
      INDArray none = Nd4j.create(DataType.FLOAT, 0, 4);
      assertThat(jacobian.at(none).shape()).containsExactly(0, 3, 4);
      assertThat(jacobian.norms(none).length()).isZero();
      assertThat(jacobian.changes(none, none).length()).isZero();
      for (INDArray same : inOtherTypes(x)) {
        assertThat(jacobian.at(same).equalsWithEps(jacobian.at(x), 1e-6)).isTrue();
        assertThat(jacobian.norms(same).equalsWithEps(jacobian.norms(x), 1e-6)).isTrue();
        assertThat(jacobian.changes(same, x).maxNumber().doubleValue()).isCloseTo(0, within(1e-6));
      }
    }
  }

  @Test
  void tangentSpaceIsOfOneExampleOfAnyType() {
    Autoencoder autoencoder = deep();
    assertThatThrownBy(() -> TangentSpace.at(autoencoder, null))
        .hasMessageContaining("The examples are null");
    assertThatThrownBy(() -> TangentSpace.at(autoencoder, Nd4j.ones(1, 5)))
        .hasMessageContaining("The examples have shape [1, 5], expected [N, 4]");
    assertThatThrownBy(() -> TangentSpace.at(autoencoder, Nd4j.valueArrayOf(1, 4, Double.NaN)))
        .hasMessageContaining("Row 0 of the examples, column 0, is NaN");
    INDArray one = zerosAndOnes().getRow(0, true);
    TangentSpace expected = TangentSpace.at(autoencoder, one);
    for (INDArray same : inOtherTypes(one)) {
      assertThat(TangentSpace.at(autoencoder, same).singularValues())
          .containsExactly(expected.singularValues(), within(1e-6));
    }
    assertThatThrownBy(() -> expected.leadingShare(-1))
        .hasMessage("count is -1, must be at least 0");
  }

  @Test
  void ascentStartsFromFiniteRows() {
    Autoencoder autoencoder = shallow();
    int[] units = {0, 1, 2};
    UnusableRows.orOfAnotherWidthAreRefused(
        "inputs to start from", 4, x -> ActivationMaximization.ascend(autoencoder, units, x, 1));
    assertThatThrownBy(() -> ActivationMaximization.ascend(autoencoder, units, Nd4j.ones(2, 4), 1))
        .hasMessageContaining("number of units is 3, must be that of the inputs to start from, 2");
    INDArray start = Nd4j.ones(3, 4);
    INDArray expected = ActivationMaximization.ascend(autoencoder, units, start, 5);
    for (INDArray same : inOtherTypes(start)) {
      assertThat(
              ActivationMaximization.ascend(autoencoder, units, same, 5)
                  .equalsWithEps(expected, 1e-5))
          .isTrue();
    }
  }

  @Test
  void figuresAreThoseOfTheSameNumbersInAnyType() {
    Autoencoder autoencoder = deep();
    Pca pca = Pca.fit(X, 3);
    UnusableRows.orOfAnotherWidthAreRefused(
        "examples", 4, x -> ReconstructionEvaluation.of(autoencoder, pca, x));
    assertThatThrownBy(
            () -> ReconstructionEvaluation.of(autoencoder, pca, Nd4j.create(DataType.FLOAT, 0, 4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("x is empty, must be at least one row");
    UnusableRows.orOfAnotherWidthAreRefused(
        "examples", 4, x -> ReconstructionEvaluation.of(autoencoder, x));
    assertThatThrownBy(() -> ReconstructionEvaluation.of(null, X))
        .hasMessage("autoencoder is null, must be given");
    assertThatThrownBy(() -> ReconstructionEvaluation.of(autoencoder, (Pca) null, X))
        .hasMessage("pca is null, must be given");
    var expected = ReconstructionEvaluation.of(autoencoder, pca, zerosAndOnes());
    for (INDArray same : inOtherTypes(zerosAndOnes())) {
      ReconstructionEvaluation.of(autoencoder, pca, same)
          .forEach(
              (metric, figure) ->
                  assertThat(figure)
                      .as("%s", metric)
                      .isCloseTo(expected.get(metric), within(1e-4)));
    }
  }

  @Test
  void filtersHaveTheShapeOfTheInputs() {
    assertThatThrownBy(() -> Filters.of(shallow(), new ImageShape(1, 3, 3), 1))
        .hasMessageContaining("is 9, must be that of the inputs, 4");
    assertThatThrownBy(() -> Filters.of(shallow(), SQUARE, 0))
        .hasMessage("most is 0, must be at least 1");
  }
}
