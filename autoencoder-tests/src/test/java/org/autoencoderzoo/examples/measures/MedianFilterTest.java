package org.autoencoderzoo.examples.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.autoencoderzoo.UnusableRows;
import org.autoencoderzoo.image.ImageShape;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The median filter, pixel by pixel. */
class MedianFilterTest {

  private static final ImageShape SHAPE = new ImageShape(1, 3, 3);
  private static final INDArray IMAGE =
      Nd4j.createFromArray(new double[][] {{1, 2, 3, 4, 100, 6, 7, 8, 9}});

  @Test
  void centreBecomesTheMedianOfNineAndCornersOfFour() {
    assertThat(MedianFilter.filter(IMAGE, SHAPE, 3).toDoubleVector())
        .containsExactly(3, 3.5, 4.5, 5.5, 6, 7, 7.5, 7.5, 8.5);
  }

  @Test
  void squareOfOnePixelChangesNothing() {
    assertThat(MedianFilter.filter(IMAGE, SHAPE, 1)).isEqualTo(IMAGE);
  }

  @Test
  void channelsAndImagesDoNotMix() {
    INDArray flat = Nd4j.createFromArray(new double[][] {{1, 1, 2, 2, 3, 3}, {4, 4, 5, 5, 6, 6}});
    assertThat(MedianFilter.filter(flat, new ImageShape(3, 1, 2), 3)).isEqualTo(flat);
  }

  @Test
  void evenSquareIsRefused() {
    assertThatThrownBy(() -> MedianFilter.filter(IMAGE, SHAPE, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("side");
  }

  @Test
  void pixelsOfAnyTypeHaveTheSameMedian() {
    for (DataType type : List.of(DataType.FLOAT, DataType.INT32, DataType.UINT8)) {
      assertThat(MedianFilter.filter(IMAGE.castTo(type), SHAPE, 3).castTo(DataType.DOUBLE))
          .isEqualTo(MedianFilter.filter(IMAGE, SHAPE, 3));
    }
    assertThat(MedianFilter.filter(IMAGE.gt(5), SHAPE, 3).getFloat(0, 0)).isEqualTo(0f);
  }

  @Test
  void unusableImagesAreNamed() {
    UnusableRows.orOfAnotherWidthAreRefused("images", 9, x -> MedianFilter.filter(x, SHAPE, 3));
    assertThat(MedianFilter.filter(Nd4j.create(DataType.FLOAT, 0, 9), SHAPE, 3).shape())
        .containsExactly(0, 9);
  }
}
