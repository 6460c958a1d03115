package org.autoencoderzoo.examples.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.autoencoderzoo.RandomExamples;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

class QuantizedCodesTest {

  @Property(tries = 16)
  void noValueOfTheRangeMovesByMoreThanHalfACell(@ForAll @IntRange(min = 1, max = 16) int bits) {
    INDArray codes =
        RandomExamples.normal(DataType.FLOAT, 300, 5)
            .muliRowVector(Nd4j.createFromArray(1f, 10f, 0.1f, 3f, 1f));
    UniformQuantizer quantizer = UniformQuantizer.fit(codes, bits);
    INDArray levels = quantizer.quantize(codes);
    assertThat(levels.minNumber().intValue()).isZero();
    assertThat(levels.maxNumber().intValue()).isEqualTo((1 << bits) - 1);
    INDArray cell = codes.max(0).sub(codes.min(0)).div(1 << bits);
    INDArray moved = Transforms.abs(quantizer.dequantize(levels).sub(codes)).diviRowVector(cell);
    assertThat(moved.maxNumber().doubleValue()).isLessThan(0.51);
    assertThat(quantizer.quantize(quantizer.dequantize(levels))).isEqualTo(levels);
  }

  @Test
  void twoBitsOfZeroToFourAreTheWholeParts() {
    INDArray codes = Nd4j.createFromArray(new float[][] {{0}, {1.2f}, {2.9f}, {4}});
    UniformQuantizer quantizer = UniformQuantizer.fit(codes, 2);
    INDArray beyond = Nd4j.createFromArray(new float[][] {{-9}, {0}, {1.2f}, {2.9f}, {4}, {9}});
    assertThat(quantizer.quantize(beyond).toIntMatrix())
        .isDeepEqualTo(new int[][] {{0}, {0}, {1}, {2}, {3}, {3}});
    assertThat(quantizer.dequantize(quantizer.quantize(codes)).toFloatMatrix())
        .isDeepEqualTo(new float[][] {{0.5f}, {1.5f}, {2.5f}, {3.5f}});
  }

  @Test
  void unitThatNeverMovesIsKeptAndCostsNothing() {
    INDArray codes = Nd4j.createFromArray(new float[][] {{7}, {7}, {7}});
    UniformQuantizer quantizer = UniformQuantizer.fit(codes, 8);
    INDArray levels = quantizer.quantize(codes);
    assertThat(quantizer.dequantize(levels)).isEqualTo(codes);
    assertThat(CodeEntropy.bitsPerExample(levels)).isZero();
  }

  /** Levels 0 0 1 2 have 1.5 bits, 0 1 2 3 have 2, and 5 5 5 5 none. */
  @Test
  void entropyIsTheSumOverUnits() {
    INDArray levels =
        Nd4j.createFromArray(new int[][] {{0, 0, 5}, {0, 1, 5}, {1, 2, 5}, {2, 3, 5}});
    assertThat(CodeEntropy.bitsPerExample(levels)).isCloseTo(3.5, within(1e-12));
  }

  @Test
  void entropyIsAtMostTheBits() {
    INDArray codes = RandomExamples.uniform(DataType.FLOAT, 20_000, 3);
    INDArray levels = UniformQuantizer.fit(codes, 4).quantize(codes);
    assertThat(CodeEntropy.bitsPerExample(levels)).isBetween(11.99, 12.0);
  }

  @Test
  void wrongArgumentsAreRefused() {
    assertThatThrownBy(() -> UniformQuantizer.fit(Nd4j.zeros(2, 2), 0))
        .hasMessageContaining("bits is 0, must be 1 to 16");
    INDArray infinite = Nd4j.createFromArray(new float[][] {{1, Float.POSITIVE_INFINITY}});
    assertThatThrownBy(() -> UniformQuantizer.fit(infinite, 4))
        .hasMessageContaining("Row 0 of the codes, column 1, is Infinity: not a finite number");
  }
}
