package org.autoencoderzoo.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.autoencoderzoo.UnusableRows;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Rows of numbers become exactly these pixels. */
class TileGridTest {

  private static final ImageShape TWO_BY_TWO = new ImageShape(1, 2, 2);

  @Test
  void pixelsGoFromBlackToWhiteAndAreClamped() {
    BufferedImage image = TileGrid.of(TWO_BY_TWO).pixels(rows(new float[][] {{0, 1, .5f, 2}}));

    assertThat(image.getWidth()).isEqualTo(2);
    assertThat(image.getHeight()).isEqualTo(2);
    assertThat(image.getRGB(0, 0)).isEqualTo(grey(0));
    assertThat(image.getRGB(1, 0)).isEqualTo(grey(255));
    assertThat(image.getRGB(0, 1)).isEqualTo(grey(128));
    assertThat(image.getRGB(1, 1)).isEqualTo(grey(255));
    assertThat(TileGrid.of(TWO_BY_TWO).pixels(Nd4j.ones(1, 4).neg()).getRGB(1, 1))
        .isEqualTo(grey(0));
  }

  @Test
  void tilesFillTheRowsOfTheGridInReadingOrderWithTransparentGaps() {
    BufferedImage image =
        new TileGrid(TWO_BY_TWO, 2, 3, 1)
            .pixels(rows(new float[][] {{0, 0, 0, 0}, {1, 1, 1, 1}, {0, 0, 1, 0}}));

    assertThat(image.getWidth()).isEqualTo(2 * 2 * 3 + 1);
    assertThat(image.getHeight()).isEqualTo(2 * 2 * 3 + 1);
    assertThat(image.getRGB(5, 5)).isEqualTo(grey(0));
    assertThat(image.getRGB(6, 0)).as("gap").isZero();
    assertThat(image.getRGB(7, 0)).isEqualTo(grey(255));
    assertThat(image.getRGB(0, 6)).as("gap").isZero();
    assertThat(image.getRGB(0, 9)).isEqualTo(grey(0));
    assertThat(image.getRGB(0, 10)).isEqualTo(grey(255));
    assertThat(image.getRGB(2, 12)).isEqualTo(grey(255));
    assertThat(image.getRGB(3, 12)).isEqualTo(grey(0));
    assertThat(image.getRGB(7, 7)).as("no fourth tile").isZero();
  }

  @Test
  void fewerRowsThanColumnsMakeANarrowerImage() {
    assertThat(TileGrid.of(TWO_BY_TWO).withGap(1).pixels(Nd4j.zeros(3, 4)).getWidth()).isEqualTo(8);
  }

  @Test
  void weightsAreSymmetricAroundMidGreyOnEachTilesOwnScale() {
    BufferedImage image =
        TileGrid.of(TWO_BY_TWO)
            .withGap(0)
            .weights(rows(new float[][] {{-2, 2, 0, 1}, {-.01f, .005f, 0, .01f}, {0, 0, 0, 0}}));

    assertThat(image.getRGB(0, 0)).isEqualTo(grey(128 - 127));
    assertThat(image.getRGB(1, 0)).isEqualTo(grey(128 + 127));
    assertThat(image.getRGB(0, 1)).isEqualTo(grey(128));
    assertThat(image.getRGB(1, 1)).isEqualTo(grey(128 + 64));
    assertThat(image.getRGB(2, 0)).isEqualTo(grey(128 - 127));
    assertThat(image.getRGB(3, 0)).isEqualTo(grey(128 + 64));
    assertThat(image.getRGB(3, 1)).isEqualTo(grey(128 + 127));
    assertThat(image.getRGB(4, 0)).as("a tile of zeros").isEqualTo(grey(128));
  }

  @Test
  void coloursComeChannelByChannel() {
    BufferedImage image =
        TileGrid.of(new ImageShape(3, 1, 2)).pixels(rows(new float[][] {{1, 0, 0, 1, 0, .2f}}));

    assertThat(image.getRGB(0, 0)).isEqualTo(0xffff0000);
    assertThat(image.getRGB(1, 0)).isEqualTo(0xff00ff33);
  }

  @Test
  void viewsOfLargerArraysAndOtherTypesAndOrdersDrawAlike() {
    INDArray x = Nd4j.rand(5, 4);
    INDArray view = x.get(NDArrayIndex.interval(1, 4));
    TileGrid grid = TileGrid.of(TWO_BY_TWO);
    byte[] expected = Png.bytes(grid.pixels(view.dup('c')));

    assertThat(Png.bytes(grid.pixels(view))).isEqualTo(expected);
    assertThat(Png.bytes(grid.pixels(view.dup('f')))).isEqualTo(expected);
    assertThat(Png.bytes(grid.pixels(view.castTo(DataType.DOUBLE)))).isEqualTo(expected);
  }

  @Test
  void pngKeepsEveryPixel() throws IOException {
    BufferedImage image = TileGrid.of(TWO_BY_TWO).pixels(Nd4j.rand(25, 4));
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(Png.bytes(image)));

    int w = image.getWidth();
    int h = image.getHeight();
    assertThat(read.getRGB(0, 0, w, h, null, 0, w)).isEqualTo(image.getRGB(0, 0, w, h, null, 0, w));
  }

  @Test
  void numbersOfAnyTypeAreDrawnAlike() {
    INDArray tile = rows(new float[][] {{0, 1, 1, 0}});
    for (DataType type : List.of(DataType.DOUBLE, DataType.INT32, DataType.BOOL)) {
      BufferedImage image = TileGrid.of(TWO_BY_TWO).pixels(tile.castTo(type));
      assertThat(image.getRGB(0, 0)).isEqualTo(grey(0));
      assertThat(image.getRGB(1, 0)).isEqualTo(grey(255));
    }
  }

  @Test
  void unusableRowsAreNamed() {
    TileGrid grid = TileGrid.of(TWO_BY_TWO);
    UnusableRows.orNoneAreRefused("rows", 4, grid::pixels);
    UnusableRows.orNoneAreRefused("rows", 4, grid::weights);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TileGrid.of(null))
        .withMessage("shape is null, must be given");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Png.bytes(null))
        .withMessage("image is null, must be given");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ImageShape(3, 1 << 20, 1 << 20))
        .withMessageContaining("must be at most " + Integer.MAX_VALUE);
  }

  @Test
  void wrongArgumentsAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TileGrid.of(TWO_BY_TWO).pixels(Nd4j.zeros(3, 5)))
        .withMessageContaining("[3, 5]")
        .withMessageContaining("[N, 4]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TileGrid.of(TWO_BY_TWO).withColumns(0))
        .withMessage("columns is 0, must be at least 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ImageShape(2, 8, 8))
        .withMessage("channels is 2, must be 1 or 3");
  }

  private static INDArray rows(float[][] rows) {
    return Nd4j.create(rows);
  }

  private static int grey(int level) {
    return 0xff000000 | level << 16 | level << 8 | level;
  }
}
