package org.autoencoderzoo.examples.page;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Base64;
import java.util.Map;
import java.util.function.Function;
import org.autoencoderzoo.image.ImageShape;
import org.autoencoderzoo.image.Png;
import org.autoencoderzoo.image.TileGrid;
import org.knowm.xchart.XYChart;

/** Pictures as part of the page, with two pixels of the file for one of the page. */
public final class Pictures {

  static final int CHART_WIDTH = 480;
  static final int CHART_HEIGHT = 345;

  private static final int DENSITY = 2;
  private static final int TILE_GAP = 2;

  /** Pixels of a file as wide as a chart, two of which stand side by side. */
  public static final int BESIDE_WIDTH = DENSITY * CHART_WIDTH;

  private static final Template IMAGE =
      new Template(
          """
          <img src="{{source}}" width="{{width}}" height="{{height}}" alt="{{alt}}">""");

  private static final Template PICTURE =
      new Template(
          """
          <picture><source media="(prefers-color-scheme: dark)" srcset="{{dark}}">{{light}}</picture>""");

  private Pictures() {}

  /**
   * Lays out tiles of about the same size, whatever their shape.
   *
   * @param shape of a tile
   * @param columns tiles side by side
   * @param side of a tile, in pixels of the page
   * @return the grid
   */
  public static TileGrid tiles(ImageShape shape, int columns, int side) {
    int magnification = DENSITY * side / Math.max(shape.height(), shape.width());
    return new TileGrid(shape, columns, Math.max(1, magnification), DENSITY * TILE_GAP);
  }

  /**
   * {@return a picture as part of the page}
   *
   * @param image two pixels for one of the page
   * @param alt what is to be seen
   */
  public static Html image(BufferedImage image, String alt) {
    return IMAGE.fill(
        Map.of(
            "source", source(image),
            "width", Html.text(Integer.toString(image.getWidth() / DENSITY)),
            "height", Html.text(Integer.toString(image.getHeight() / DENSITY)),
            "alt", Html.text(alt)));
  }

  /**
   * {@return a chart in the colours of the page, light or dark}
   *
   * @param chart drawn for each theme
   * @param alt what is to be seen
   */
  public static Html chart(Function<ChartTheme, XYChart> chart, String alt) {
    return PICTURE.fill(
        Map.of(
            "dark", source(painted(chart.apply(ChartTheme.DARK))),
            "light", image(painted(chart.apply(ChartTheme.LIGHT)), alt)));
  }

  /**
   * {@return the chart as a picture}
   *
   * @param chart to paint
   */
  public static BufferedImage painted(XYChart chart) {
    var image =
        new BufferedImage(
            DENSITY * CHART_WIDTH, DENSITY * CHART_HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(DENSITY, DENSITY);
    chart.paint(graphics, CHART_WIDTH, CHART_HEIGHT);
    graphics.dispose();
    return image;
  }

  private static Html source(BufferedImage image) {
    return Html.text(
        "data:image/png;base64," + Base64.getEncoder().encodeToString(Png.bytes(image)));
  }
}
