package org.autoencoderzoo.image;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.autoencoderzoo.settings.Arguments;
import org.autoencoderzoo.settings.InputCheck;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Draws rows of numbers as small images side by side, in reading order, with transparent gaps
 * between them. Each number becomes a square of {@code magnification} pixels, so that small images
 * stay sharp when they are enlarged.
 *
 * <pre>{@code
 * TileGrid grid = TileGrid.of(new ImageShape(1, 28, 28)).withColumns(20).withMagnification(3);
 * Files.write(file, Png.bytes(grid.pixels(x)));
 * }</pre>
 *
 * @param shape of every tile
 * @param columns tiles side by side, at least 1; fewer rows than that make a narrower image
 * @param magnification side of the square that one number becomes, in pixels, at least 1
 * @param gap between tiles, in pixels, at least 0
 */
public record TileGrid(ImageShape shape, int columns, int magnification, int gap) {

  private static final int OPAQUE = 0xff000000;

  /**
   * Checks the measures.
   *
   * @param shape of every tile
   * @param columns at least 1
   * @param magnification at least 1
   * @param gap at least 0
   * @throws IllegalArgumentException if one is out of range
   */
  public TileGrid {
    Arguments.given("shape", shape);
    Arguments.atLeast("columns", columns, 1);
    Arguments.atLeast("magnification", magnification, 1);
    Arguments.atLeast("gap", gap, 0);
  }

  /**
   * {@return a grid of 10 columns with gaps of 2 pixels, not magnified}
   *
   * @param shape of every tile
   * @throws IllegalArgumentException if it is null
   */
  public static TileGrid of(ImageShape shape) {
    return new TileGrid(shape, 10, 1, 2);
  }

  /**
   * {@return this grid with another number of columns}
   *
   * @param columns at least 1
   * @throws IllegalArgumentException if there are fewer
   */
  public TileGrid withColumns(int columns) {
    return new TileGrid(shape, columns, magnification, gap);
  }

  /**
   * {@return this grid with another size of the squares}
   *
   * @param magnification at least 1
   * @throws IllegalArgumentException if it is less
   */
  public TileGrid withMagnification(int magnification) {
    return new TileGrid(shape, columns, magnification, gap);
  }

  /**
   * {@return this grid with other gaps}
   *
   * @param gap at least 0
   * @throws IllegalArgumentException if it is less
   */
  public TileGrid withGap(int gap) {
    return new TileGrid(shape, columns, magnification, gap);
  }

  /**
   * Draws examples or reconstructions: 0 is black, 1 is white. Values outside are clamped.
   *
   * @param rows {@code [N, shape.size()]}, N at least 1, not modified
   * @return the picture, with an alpha channel
   * @throws IllegalArgumentException if the rows have another shape or hold a value that is not
   *     finite
   */
  public BufferedImage pixels(INDArray rows) {
    return draw(rows, tile -> value -> (int) Math.rint(255 * Math.max(0, Math.min(1, value))));
  }

  /**
   * Draws learned weights: zero is mid-grey, positive weights are lighter and negative ones darker.
   * Each tile has its own scale, symmetric around zero, on which its weight of largest magnitude is
   * white or black; tiles can therefore be compared by pattern, not by magnitude.
   *
   * @param rows {@code [N, shape.size()]}, N at least 1, not modified
   * @return the picture, with an alpha channel
   * @throws IllegalArgumentException if the rows have another shape or hold a value that is not
   *     finite
   */
  public BufferedImage weights(INDArray rows) {
    return draw(
        rows,
        tile -> {
          float largest = Float.MIN_NORMAL; // So that a tile of zeros is mid-grey.
          for (float value : tile) {
            largest = Math.max(largest, Math.abs(value));
          }
          float scale = largest;
          return value -> 128 + (int) Math.rint(127 * (value / scale));
        });
  }

  /** Gives the grey levels of one tile's values. */
  private interface Scaling {
    Level of(float[] tile);
  }

  /** From a value to 0 (black) through 255 (white). */
  private interface Level {
    int of(float value);
  }

  private BufferedImage draw(INDArray rows, Scaling scaling) {
    InputCheck.matrix("rows", rows, "D");
    InputCheck.shape("rows", rows, shape.size());
    int n = Math.toIntExact(rows.size(0));
    int across = Math.min(n, columns);
    int down = (n + columns - 1) / columns;
    int stepX = shape.width() * magnification + gap;
    int stepY = shape.height() * magnification + gap;
    var image =
        new BufferedImage(across * stepX - gap, down * stepY - gap, BufferedImage.TYPE_INT_ARGB);
    float[] values = InputCheck.finite("rows", rows, DataType.FLOAT).dup('c').data().asFloat();
    for (int i = 0; i < n; i++) {
      float[] tile = Arrays.copyOfRange(values, i * shape.size(), (i + 1) * shape.size());
      drawTile(image, i % columns * stepX, i / columns * stepY, tile, scaling.of(tile));
    }
    return image;
  }

  private void drawTile(BufferedImage image, int left, int top, float[] tile, Level level) {
    int width = shape.width() * magnification;
    int[] line = new int[width];
    for (int y = 0; y < shape.height(); y++) {
      for (int x = 0; x < width; x++) {
        line[x] = colour(tile, y * shape.width() + x / magnification, level);
      }
      // A scan length of 0 repeats the line.
      image.setRGB(left, top + y * magnification, width, magnification, line, 0, 0);
    }
  }

  private int colour(float[] tile, int pixel, Level level) {
    int channel = shape.height() * shape.width();
    int red = level.of(tile[pixel]);
    if (shape.channels() == 1) {
      return OPAQUE | red << 16 | red << 8 | red;
    }
    int green = level.of(tile[pixel + channel]);
    int blue = level.of(tile[pixel + 2 * channel]);
    return OPAQUE | red << 16 | green << 8 | blue;
  }
}
