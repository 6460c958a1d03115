package org.autoencoderzoo.layers;

import static org.assertj.core.api.Assertions.assertThat;

import org.autoencoderzoo.internal.ops.Operand;
import org.autoencoderzoo.internal.ops.WeightGradient;
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
    ConvolutionMap floats = new ConvolutionMap(w, geometry);
    ConvolutionMap doubles = new ConvolutionMap(w.castTo(DataType.DOUBLE), geometry);
    long[] outputShape = floats.outputShape(x.shape());
    INDArray z = Nd4j.randn(DataType.FLOAT, outputShape);

    INDArray bias = Nd4j.randn(DataType.FLOAT, outputs);
    INDArray visibleBias = Nd4j.randn(DataType.FLOAT, channels);
    for (boolean hasBias : new boolean[] {false, true}) {
      INDArray result = z.dup();
      floats.apply(Operand.of(x), hasBias ? bias : null, result);
      INDArray expected = z.castTo(DataType.DOUBLE);
      doubles.apply(inDouble(x), hasBias ? bias.castTo(DataType.DOUBLE) : null, expected);
      assertClose(result, expected);

      result = x.dup();
      floats.applyTransposed(Operand.of(z), hasBias ? visibleBias : null, result);
      expected = x.castTo(DataType.DOUBLE);
      doubles.applyTransposed(
          inDouble(z), hasBias ? visibleBias.castTo(DataType.DOUBLE) : null, expected);
      assertClose(result, expected);
    }

    for (int times = 1; times <= 2; times++) {
      INDArray result = w.dup();
      WeightGradient ofFloats = new WeightGradient(result, false);
      INDArray expected = w.castTo(DataType.DOUBLE);
      WeightGradient ofDoubles = new WeightGradient(expected, false);
      for (int i = 0; i < times; i++) {
        floats.weightGradient(Operand.of(x), Operand.of(z), ofFloats);
        doubles.weightGradient(inDouble(x), inDouble(z), ofDoubles);
      }
      assertClose(result, expected);
      assertBothGradientsAreThoseOfEach(floats, x, z, w, times);
      LinearMap transposed = new TransposedConvolutionMap(floats, channels, height, width);
      assertBothGradientsAreThoseOfEach(transposed, z, x, w, times);
    }
  }

  private static Operand inDouble(INDArray a) {
    return Operand.of(a.castTo(DataType.DOUBLE));
  }

  private static void assertBothGradientsAreThoseOfEach(
      LinearMap map, INDArray x, INDArray delta, INDArray w, int times) {
    INDArray ofWeights = w.dup();
    WeightGradient gradient = new WeightGradient(ofWeights, false);
    INDArray ofInput = x.ulike();
    INDArray bothOfWeights = w.dup();
    WeightGradient both = new WeightGradient(bothOfWeights, false);
    INDArray bothOfInput = x.ulike();
    for (int i = 0; i < times; i++) {
      map.weightGradient(Operand.of(x), Operand.of(delta), gradient);
      map.applyTransposed(Operand.of(delta), null, ofInput);
      map.gradients(Operand.of(x), Operand.of(delta), both, bothOfInput);
    }
    assertThat(bothOfWeights).isEqualTo(ofWeights);
    assertThat(bothOfInput).isEqualTo(ofInput);
  }

  private static void assertClose(INDArray actual, INDArray expected) {
    double distance = actual.castTo(DataType.DOUBLE).distance2(expected);
    assertThat(distance).isLessThan(1e-5 * expected.norm2Number().doubleValue());
  }
}
