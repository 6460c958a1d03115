package org.autoencoderzoo.layers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The kernel, which takes floats, against ND4J's operations, which take doubles. */
class ConvolutionMapTest {

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 5, 4, 1, 1, 0, 1, false",
    "64, 1, 16, 28, 28, 3, 2, 1, 1, false",
    "64, 16, 8, 14, 14, 3, 2, 1, 1, false",
    "3, 2, 5, 45, 41, 5, 1, 2, 1, false",
    "50, 3, 5, 14, 13, 3, 1, 1, 1, false",
    "70, 3, 3, 7, 9, 2, 3, 0, 1, false",
    "9, 2, 6, 11, 8, 3, 2, 3, 2, false",
    "9, 2, 6, 11, 8, 3, 2, 0, 1, true",
    "5, 4, 1, 8, 8, 4, 1, 0, 2, true"
  })
  void kernelComputesTheSame(
      int examples,
      int channels,
      int outputs,
      int height,
      int width,
      int kernel,
      int stride,
      int padding,
      int dilation,
      boolean isSame) {
    Geometry geometry =
        new Geometry(
            new int[] {kernel, kernel},
            new int[] {stride, stride},
            new int[] {padding, padding},
            new int[] {dilation, dilation},
            isSame);
    Nd4j.getRandom().setSeed(7);
    INDArray w = Nd4j.randn(DataType.FLOAT, outputs, channels, kernel, kernel);
    INDArray x = Nd4j.randn(DataType.FLOAT, examples, channels, height, width);
    ConvolutionMap floats = map(w, geometry);
    ConvolutionMap doubles = map(w.castTo(DataType.DOUBLE), geometry);
    long[] outputShape = floats.outputShape(x.shape());
    INDArray z = Nd4j.randn(DataType.FLOAT, outputShape);

    INDArray result = z.dup();
    floats.apply(x, result);
    INDArray expected = z.castTo(DataType.DOUBLE);
    doubles.apply(x.castTo(DataType.DOUBLE), expected);
    assertClose(result, expected);

    result = x.dup();
    floats.applyTransposed(z, result);
    expected = x.castTo(DataType.DOUBLE);
    doubles.applyTransposed(z.castTo(DataType.DOUBLE), expected);
    assertClose(result, expected);

    INDArray bias = Nd4j.randn(DataType.FLOAT, outputs);
    result = z.dup();
    floats.apply(x, bias, result);
    expected = z.castTo(DataType.DOUBLE);
    doubles.apply(x.castTo(DataType.DOUBLE), bias.castTo(DataType.DOUBLE), expected);
    assertClose(result, expected);

    INDArray visibleBias = Nd4j.randn(DataType.FLOAT, channels);
    result = x.dup();
    floats.applyTransposed(z, visibleBias, result);
    expected = x.castTo(DataType.DOUBLE);
    doubles.applyTransposed(
        z.castTo(DataType.DOUBLE), visibleBias.castTo(DataType.DOUBLE), expected);
    assertClose(result, expected);

    for (boolean adds : new boolean[] {false, true}) {
      result = w.dup();
      floats.weightGradient(x, z, result, adds);
      expected = w.castTo(DataType.DOUBLE);
      doubles.weightGradient(x.castTo(DataType.DOUBLE), z.castTo(DataType.DOUBLE), expected, adds);
      assertClose(result, expected);
      assertBothGradientsAreThoseOfEach(floats, x, z, w, adds);
      TransposedConvolutionMap transposed =
          new TransposedConvolutionMap(w, floats, channels, height, width);
      assertBothGradientsAreThoseOfEach(transposed, z, x, w, adds);
    }
  }

  private static void assertBothGradientsAreThoseOfEach(
      LinearMap map, INDArray x, INDArray delta, INDArray w, boolean adds) {
    INDArray ofWeights = w.dup();
    map.weightGradient(x, delta, ofWeights, adds);
    INDArray ofInput = x.ulike();
    map.applyTransposed(delta, ofInput);
    INDArray bothOfWeights = w.dup();
    INDArray bothOfInput = x.ulike();
    map.gradients(x, delta, bothOfWeights, adds, bothOfInput);
    assertThat(bothOfWeights).isEqualTo(ofWeights);
    assertThat(bothOfInput).isEqualTo(ofInput);
  }

  private static ConvolutionMap map(INDArray w, Geometry geometry) {
    return new ConvolutionMap(
        w, geometry, shape -> Nd4j.createUninitialized(w.dataType(), shape, 'c'));
  }

  private static void assertClose(INDArray actual, INDArray expected) {
    double distance = actual.castTo(DataType.DOUBLE).distance2(expected);
    assertThat(distance).isLessThan(1e-5 * expected.norm2Number().doubleValue());
  }
}
