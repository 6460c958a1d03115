package org.autoencoderzoo.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import org.autoencoderzoo.examples.measures.Psnr;
import org.autoencoderzoo.image.ImageShape;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Figures of images and filters, against values computed by hand. */
class PictureMeasuresTest {

  private static final ImageShape GREY = new ImageShape(1, 6, 8);

  @Test
  void psnrOfATenthPerPixelIsTwentyDecibels() {
    INDArray x = Nd4j.rand(3, 50).muli(0.5);
    INDArray y = x.add(0.1);
    y.getRow(1).assign(x.getRow(1).add(0.01));
    y.getRow(2).assign(x.getRow(2));
    double[] psnr = Psnr.of(x, y);
    assertThat(psnr[0]).isCloseTo(20, within(1e-4));
    assertThat(psnr[1]).isCloseTo(40, within(1e-3));
    assertThat(psnr[2]).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Psnr.of(x.reshape(3, 2, 5, 5), y.reshape(3, 2, 5, 5))).containsExactly(psnr);
  }

  @Test
  void psnrOfDifferentShapesIsRefused() {
    assertThatThrownBy(() -> Psnr.of(Nd4j.zeros(2, 3), Nd4j.zeros(3, 2)))
        .hasMessageContaining("[3, 2]");
  }

  @Test
  void areaOfEqualPixelsIsTheirNumber() {
    INDArray filters = Nd4j.zeros(3, GREY.size());
    filters.putScalar(0, 17, -4);
    for (int i = 0; i < 10; i++) {
      filters.putScalar(1, 3 * i, i % 2 == 0 ? 2 : -2);
    }
    filters.getRow(2).assign(0.3);
    assertThat(SpatialExtent.area(filters, GREY))
        .containsExactly(new double[] {1, 10, 48}, within(1e-4));
  }

  /** Weights 1 and 2: energies 1 and 4, so 25 / 17. */
  @Test
  void areaOfUnequalPixelsIsTheirParticipationRatio() {
    INDArray filters = Nd4j.zeros(1, GREY.size());
    filters.putScalar(0, 0, 1);
    filters.putScalar(0, 40, 2);
    assertThat(SpatialExtent.area(filters, GREY)[0]).isCloseTo(25.0 / 17, within(1e-9));
  }

  @Test
  void channelsOfAPixelCountTogether() {
    ImageShape colour = new ImageShape(3, 6, 8);
    INDArray filters = Nd4j.zeros(1, colour.size());
    for (int channel = 0; channel < 3; channel++) {
      filters.putScalar(0, channel * 48 + 11, channel + 1);
    }
    assertThat(SpatialExtent.area(filters, colour)[0]).isCloseTo(1, within(1e-9));
    assertThat(SpatialExtent.shareWithinWindow(filters, colour, 1)[0]).isCloseTo(1, within(1e-9));
  }

  /** A flat filter has as much in each window; the other two have a 3 x 3 block in a corner. */
  @Test
  void windowIsFoundWhereverItIs() {
    INDArray filters = Nd4j.zeros(3, GREY.size());
    filters.getRow(0).assign(1);
    for (int y = 0; y < 3; y++) {
      for (int x = 0; x < 3; x++) {
        filters.putScalar(1, y * 8 + x, 1);
        filters.putScalar(2, (y + 3) * 8 + x + 5, 1);
      }
    }
    filters.putScalar(2, 0, 1);
    assertThat(SpatialExtent.shareWithinWindow(filters, GREY, 3))
        .containsExactly(new double[] {9.0 / 48, 1, 9.0 / 10}, within(1e-9));
  }

  /** One pixel has four edges; two beside each other have six, of any sign and length. */
  @Test
  void detailCountsEdges() {
    INDArray filters = Nd4j.zeros(2, GREY.size());
    filters.putScalar(0, 20, -3);
    filters.putScalar(1, 0, 0.1);
    filters.putScalar(1, 1, 0.1);
    assertThat(SpatialExtent.detail(filters, GREY))
        .containsExactly(new double[] {0.5, Math.sqrt(2.0 / 6)}, within(1e-7));
  }

  @Test
  void detailOfWavesGrowsWithTheirLength() {
    ImageShape large = new ImageShape(1, 120, 120);
    INDArray waves = Nd4j.create(3, large.size());
    int[] lengths = {8, 12, 24};
    for (int i = 0; i < 3; i++) {
      for (int pixel = 0; pixel < large.size(); pixel++) {
        waves.putScalar(i, pixel, Math.sin(2 * Math.PI * (pixel % 120 + 0.5) / lengths[i]));
      }
    }
    double[] detail = SpatialExtent.detail(waves, large);
    for (int i = 0; i < 3; i++) {
      assertThat(detail[i]).isCloseTo(lengths[i] / (2 * Math.PI), withinPercentage(10));
    }
  }

  @Test
  void meansAreOverTheFilters() {
    INDArray filters = Nd4j.rand(5, GREY.size());
    assertThat(SpatialExtent.meanDetail(filters, GREY))
        .isCloseTo(Arrays.stream(SpatialExtent.detail(filters, GREY)).sum() / 5, within(1e-12));
    assertThat(SpatialExtent.meanArea(filters, GREY))
        .isCloseTo(Arrays.stream(SpatialExtent.area(filters, GREY)).sum() / 5, within(1e-12));
  }

  @Test
  void filtersThatAreNoSuchImagesAreRefused() {
    assertThatThrownBy(() -> SpatialExtent.area(Nd4j.zeros(2, 47), GREY))
        .hasMessageContaining("filters have shape [2, 47], expected [N, 48]");
    assertThatThrownBy(() -> SpatialExtent.shareWithinWindow(Nd4j.zeros(2, 48), GREY, 7))
        .hasMessageContaining("side is 7, must be 1 to 6");
  }
}
